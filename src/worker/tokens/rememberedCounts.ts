import { createHash } from "node:crypto";
import { BoundedCache } from "./boundedCache.ts";
import type { Encoding } from "./encoding.ts";

/** Shorter texts are counted as quickly as they are looked up. */
const SHORTEST_REMEMBERED = 256;
/** Texts in each of two generations: some two megabytes, and more texts than one session's document holds. */
const REMEMBERED_TEXTS = 8_192;

/**
 * Remembers the counts of longer texts by their hash, not the texts: a document that grows is read again and again with all
 * its old texts.
 */
export class RememberedCounts {
  readonly #counts: BoundedCache;

  constructor(texts = REMEMBERED_TEXTS) {
    this.#counts = new BoundedCache(texts);
  }

  get size(): number {
    return this.#counts.size;
  }

  /** The count of a text, asked of `count` where it is not known. */
  of(text: string, encoding: Encoding, count: (text: string) => number): number {
    if (text.length < SHORTEST_REMEMBERED) return count(text);
    const key = `${encoding} ${createHash("sha256").update(text).digest("base64")}`;
    const known = this.#counts.get(key);
    if (known !== undefined) return known;
    const tokens = count(text);
    this.#counts.set(key, tokens);
    return tokens;
  }
}
