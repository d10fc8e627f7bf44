import { createHash } from "node:crypto";
import type { TokenCounter } from "../../sources/source.ts";
import { BoundedCache } from "./boundedCache.ts";
import type { Encoding, Ranks } from "./encoding.ts";
import { encodingOf } from "./encodingOf.ts";
import { ExactCounter } from "./exactCounter.ts";
import { readRanks } from "./readRanks.ts";

/** Shorter texts are counted as quickly as they are looked up. */
const SHORTEST_CACHED = 256;
/** Texts in each of two generations: two megabytes, and more texts than one session's document holds. */
const CACHED_TEXTS = 8_192;
/**
 * Longer texts are counted in parts, each cut adding a token at most: the pattern's matcher runs out of stack where a piece
 * has some millions of letters.
 */
const LONGEST_PART = 1_000_000;

/**
 * Counts with the encoding of the model, exactly. A table of ranks is read when it is first needed: most assistants report
 * their counts, and then none is. Counts of longer texts are remembered by their hash, as a document that grows is read
 * again and again with all its old texts.
 */
export function createTokenCounter(openRanks: (encoding: Encoding) => Ranks = readRanks): TokenCounter {
  const counters = new Map<Encoding, ExactCounter>();
  const known = new BoundedCache(CACHED_TEXTS);

  function counterOf(encoding: Encoding): ExactCounter {
    let counter = counters.get(encoding);
    if (counter === undefined) {
      counter = new ExactCounter(openRanks(encoding));
      counters.set(encoding, counter);
    }
    return counter;
  }

  return {
    count(text, model) {
      const { encoding } = encodingOf(model);
      if (text.length < SHORTEST_CACHED) return counterOf(encoding).count(text);
      const key = `${encoding} ${createHash("sha256").update(text).digest("base64")}`;
      const counted = known.get(key);
      if (counted !== undefined) return counted;
      const tokens = countParts(counterOf(encoding), text);
      known.set(key, tokens);
      return tokens;
    },
  };
}

function countParts(counter: ExactCounter, text: string): number {
  let tokens = 0;
  for (let start = 0; start < text.length;) {
    const end = partEnd(text, start + LONGEST_PART);
    tokens += counter.count(text.slice(start, end));
    start = end;
  }
  return tokens;
}

/** `end`, or one further where that would cut a character in two. */
function partEnd(text: string, end: number): number {
  return end < text.length && (text.codePointAt(end - 1) ?? 0) > 0xffff ? end + 1 : end;
}
