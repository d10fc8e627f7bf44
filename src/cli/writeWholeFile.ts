import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { UserError } from "../shared/userError.ts";

/** Only the user may read it: it names projects and sessions. */
const PRIVATE_MODE = 0o600;

/**
 * Writes a file in pieces so that it is there whole or not at all: under another name first, then moved. What is not a
 * plain file (a device, a pipe) is written to directly.
 * @throws UserError where it cannot be written
 */
export function writeWholeFile<Result>(path: string, writePieces: (write: (piece: string) => void) => Result): Result {
  const existing = statSync(path, { throwIfNoEntry: false });
  if (existing?.isDirectory() === true) throw new UserError(`${path} is a folder. Name a file.`);
  const isSpecial = existing !== undefined && !existing.isFile();
  const target = existing === undefined ? path : realpathSync(path);
  const file = isSpecial ? target : `${target}.${process.pid}.tmp`;
  try {
    const result = writeTo(file, isSpecial ? "w" : "wx", writePieces);
    if (!isSpecial) renameSync(file, target);
    return result;
  } catch (error) {
    if (!isSpecial) rmSync(file, { force: true });
    throw isSystemError(error) ? new UserError(`${path} cannot be written (${error.code}).`, { cause: error }) : error;
  }
}

function writeTo<Result>(
  file: string,
  flags: "w" | "wx",
  writePieces: (write: (piece: string) => void) => Result,
): Result {
  const descriptor = openSync(file, flags, PRIVATE_MODE);
  try {
    return writePieces((piece) => writeFully(descriptor, Buffer.from(piece)));
  } finally {
    closeSync(descriptor);
  }
}

function writeFully(descriptor: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
}

/** A failed call to the system, which Node marks with a code such as ENOSPC; a fault of our own has no `syscall`. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "code" in error;
}
