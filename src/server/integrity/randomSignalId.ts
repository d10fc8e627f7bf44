import type { RandomBytes } from "../membership/codes.ts";

/** A signal's number: 48 random bits, so that nothing can be told from it. */
export function randomSignalId(random: RandomBytes): number {
  return Buffer.from(random(6)).readUIntBE(0, 6);
}
