import type { TokenCounts } from "../../shared/tokenCounts.ts";
import { disjointTokens } from "../disjointTokens.ts";

/** Counts as Qwen Code has them for every provider: the prompt holds what was cached. */
export interface QwenCounts {
  readonly prompt: number | undefined;
  readonly candidates: number | undefined;
  readonly thoughts: number | undefined;
  readonly cached: number | undefined;
  readonly total: unknown;
}

/**
 * The same counts with no token in two of them; `undefined` where one is not an integer. Thoughts are inside the candidates
 * where the provider speaks OpenAI's language and beside them where it is Google's or Anthropic's: the total tells. Without
 * a total that fits they are taken as inside, as most providers used with it speak OpenAI's.
 */
export function qwenTokens({ prompt, candidates, thoughts, cached, total }: QwenCounts): TokenCounts | undefined {
  if (prompt === undefined || candidates === undefined || thoughts === undefined || cached === undefined) {
    return undefined;
  }
  const areBeside = thoughts > 0 && total === prompt + candidates + thoughts;
  return disjointTokens({
    prompt,
    cacheRead: cached,
    output: areBeside ? candidates + thoughts : candidates,
    // Where a provider tells none, the tool guesses it from the text's length, which may be above the output.
    reasoning: areBeside ? thoughts : Math.min(thoughts, candidates),
  });
}
