import { Tiktoken } from "js-tiktoken/lite";
import o200k from "js-tiktoken/ranks/o200k_base";
import type { TokenCounter } from "../../sources/source.ts";

/** Counts with the o200k encoding, whatever the model. */
export function createTokenCounter(): TokenCounter {
  let encoding: Tiktoken | undefined;
  return {
    count(text) {
      encoding ??= new Tiktoken(o200k);
      return encoding.encode(text, [], []).length;
    },
  };
}
