import type { Ranks } from "./encoding.ts";

/** More than twice as many slots as tokens: most look-ups end at the first slot. */
const SLOTS_PER_TOKEN = 2;

/**
 * Finds the rank of a token by its bytes. A hash table over the tokens' bytes as they are stored: a `Map` keyed by strings
 * takes ten times as long to fill and three times the memory.
 */
export class RankTable {
  /** No token is longer, so nothing longer need be looked up. */
  readonly longest: number;
  readonly #bytes: Uint8Array;
  readonly #starts: Uint32Array;
  /** Rank + 1 of the token in each slot; 0 where it is free. */
  readonly #slots: Int32Array;
  readonly #mask: number;

  constructor({ bytes, starts }: Ranks) {
    const tokens = starts.length - 1;
    let size = 1;
    while (size < tokens * SLOTS_PER_TOKEN) size *= 2;
    this.#bytes = bytes;
    this.#starts = starts;
    this.#slots = new Int32Array(size);
    this.#mask = size - 1;
    let longest = 0;
    for (let rank = 0; rank < tokens; rank += 1) {
      const start = starts[rank] ?? 0;
      const end = starts[rank + 1] ?? start;
      longest = Math.max(longest, end - start);
      let slot = hash(bytes, start, end) & this.#mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = rank + 1;
    }
    this.longest = longest;
  }

  /** Rank of the token with these bytes of `text`; -1 where they are no token. */
  rankOf(text: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (length > this.longest) return -1;
    const bytes = this.#bytes;
    let slot = hash(text, start, end) & this.#mask;
    for (;;) {
      const rank = (this.#slots[slot] ?? 0) - 1;
      if (rank < 0) return -1;
      const from = this.#starts[rank] ?? 0;
      if ((this.#starts[rank + 1] ?? 0) - from === length) {
        let same = 0;
        while (same < length && bytes[from + same] === text[start + same]) same += 1;
        if (same === length) return rank;
      }
      slot = (slot + 1) & this.#mask;
    }
  }
}

/** FNV-1a, its high bits folded into the low ones, which choose the slot. */
function hash(bytes: Uint8Array, start: number, end: number): number {
  let value = 0x811c9dc5;
  for (let at = start; at < end; at += 1) value = Math.imul(value ^ (bytes[at] ?? 0), 0x01000193);
  return value ^ (value >>> 15);
}
