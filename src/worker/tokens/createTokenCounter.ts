import type { TokenCounter } from "../../sources/source.ts";
import type { Encoding, Ranks } from "./encoding.ts";
import { encodingOf } from "./encodingOf.ts";
import { ExactCounter } from "./exactCounter.ts";
import { readRanks } from "./readRanks.ts";
import { RememberedCounts } from "./rememberedCounts.ts";

/**
 * Longer texts are counted in parts, each cut adding a token at most: the pattern's matcher runs out of stack where a piece
 * has some millions of letters.
 */
const LONGEST_PART = 1_000_000;

/**
 * Counts exactly, with the encoding of the model. A table of ranks is read when it is first needed: most assistants report
 * their counts, and then none is.
 */
export function createTokenCounter(openRanks: (encoding: Encoding) => Ranks = readRanks): TokenCounter {
  const counters = new Map<Encoding, ExactCounter>();
  const remembered = new RememberedCounts();

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
      return remembered.of(text, encoding, (unknown) => countParts(counterOf(encoding), unknown));
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
