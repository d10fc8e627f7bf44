import { hash } from "node:crypto";
import { readSync } from "node:fs";

const END_BYTES = 256;

/**
 * Hash of the first and the last bytes of what has been read of a file: another one means that the file was replaced or
 * rewritten, and must be read from its start.
 */
export function fingerprintOf(descriptor: number, offset: number): string {
  const length = Math.min(END_BYTES, offset);
  const ends = Buffer.allocUnsafe(length * 2);
  const first = readSync(descriptor, ends, 0, length, 0);
  const last = readSync(descriptor, ends, first, length, offset - length);
  return hash("sha1", ends.subarray(0, first + last), "base64").slice(0, 22);
}
