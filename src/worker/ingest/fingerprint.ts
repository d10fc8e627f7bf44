import { createHash } from "node:crypto";
import { readSync } from "node:fs";

const END_BYTES = 256;

/**
 * Hash of the first and the last bytes of what has been read of a file: another one means that the file was replaced or
 * rewritten, and must be read from its start.
 */
export function fingerprintOf(descriptor: number, offset: number): string {
  const length = Math.min(END_BYTES, offset);
  const ends = Buffer.alloc(length * 2);
  readSync(descriptor, ends, 0, length, 0);
  readSync(descriptor, ends, length, length, offset - length);
  return createHash("sha256").update(ends).digest("base64url").slice(0, 22);
}
