import type { TokenCounter } from "./source.ts";

/** No more of one text is counted: a pasted file of megabytes is worth an estimate, not a second of work. */
export const COUNTED_CHARACTERS = 100_000;

export interface CountedText {
  readonly tokens: number;
  /** Every character was counted; else the first ones were, and the rest is taken to be like them. */
  readonly isExact: boolean;
}

/** Counts the tokens of a text of any length in bounded time. */
export function countText(counter: TokenCounter, text: string, model: string): CountedText {
  if (text.length <= COUNTED_CHARACTERS) return { tokens: counter.count(text, model), isExact: true };
  const start = text.slice(0, COUNTED_CHARACTERS);
  return { tokens: Math.round((counter.count(start, model) * text.length) / start.length), isExact: false };
}
