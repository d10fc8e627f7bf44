/**
 * Two numbers that stand for the identity of a call: comparing and storing numbers costs a fraction of what long random
 * ids cost. Together they are 104 bits, so that among the calls of a lifetime no two will share them.
 */
export interface IdentityKey {
  /** Of the source and the family: calls of one family share it. 0 to 2^52 - 1. */
  readonly family: number;
  /** Of family and member; above 0 for a call that has a member, below for one that has none. */
  readonly member: number;
}

export function identityKeyOf(source: number, family: string, member: string): IdentityKey {
  const familyKey = familyKeyOf(source, family);
  if (member === "") return { family: familyKey, member: -1 - hash52(family, OTHER_SEED + source) };
  return { family: familyKey, member: memberKeyOf(familyKey, member) };
}

/** Of a member that is not empty. */
export function memberKeyOf(familyKey: number, member: string): number {
  return 1 + hash52(member, OTHER_SEED ^ familyKey);
}

export function familyKeyOf(source: number, family: string): number {
  return hash52(family, source);
}

/** Number of one of the texts of a call. */
export function partKeyOf({ family, member }: IdentityKey, part: string): number {
  return hash52(part, family ^ member);
}

const OTHER_SEED = 0x2c1b3c6d;

/** Two 32-bit lanes in the manner of FNV-1a with a stirring step each; the upper one gives 20 bits. */
function hash52(text: string, seed: number): number {
  let high = 0x811c9dc5 ^ seed;
  let low = 0x9dc5811c ^ Math.imul(seed, 0x9e3779b1);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x5bd1e995);
    low ^= low >>> 13;
  }
  high ^= high >>> 15;
  return (high >>> 12) * 0x1_0000_0000 + (low >>> 0);
}
