/** A failed call to the system, which Node marks with a code such as ENOSPC; a fault of our own has no `syscall`. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "code" in error;
}
