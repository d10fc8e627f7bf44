import type { RandomBytes } from "./codes.ts";

/** A member's number: 52 random bits, never 0. */
export function randomMemberId(random: RandomBytes): number {
  const bytes = Buffer.from(random(7));
  return (bytes.readUIntBE(0, 6) % 2 ** 45) * 2 ** 7 + (bytes.readUInt8(6) % 127) + 1;
}

/** A device's number: 31 random bits, never 0. */
export function randomDeviceId(random: RandomBytes): number {
  return (Buffer.from(random(4)).readUInt32BE(0) % 2_147_483_646) + 1;
}
