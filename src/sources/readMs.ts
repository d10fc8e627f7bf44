/** Instant in milliseconds as many tools write it, a number; `undefined` where it is absent or no instant. */
export function readMs(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value > 0 ? value : undefined;
}
