/**
 * A number for a text, for indexes: comparing and storing numbers costs a fraction of what long random ids cost. Two
 * texts may share one, so whoever finds a row by key compares the text as well.
 * @returns an integer from 0 to 2^52 - 1; 0 for the empty text
 */
export function identityKey(text: string): number {
  if (text === "") return 0;
  // Two 32-bit FNV-1a style lanes with different primes; their mixing only has to be good enough for an index.
  let high = 0x811c9dc5;
  let low = 0x9dc5811c;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x5bd1e995);
    low ^= low >>> 13;
  }
  return (high >>> 12) * 0x1_0000_0000 + (low >>> 0);
}
