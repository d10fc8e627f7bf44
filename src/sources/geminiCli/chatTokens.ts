import type { TokenCounts } from "../../shared/tokenCounts.ts";
import { disjointTokens } from "../disjointTokens.ts";
import { readCount, type JsonObject } from "../lines.ts";

/**
 * Counts of one reply, as the API gave them; `undefined` where one is not an integer. `input` holds `cached`; `thoughts`
 * (billed as output) and `tool` (prompts of server-side tools) are beside input and output. `total` tells where a writer
 * counts otherwise.
 */
export function readChatTokens(tokens: JsonObject): TokenCounts | undefined {
  const input = readCount(tokens["input"]);
  const output = readCount(tokens["output"]);
  const cached = readCount(tokens["cached"]);
  const thoughts = readCount(tokens["thoughts"]);
  const tool = readCount(tokens["tool"]);
  if (
    input === undefined ||
    output === undefined ||
    cached === undefined ||
    thoughts === undefined ||
    tool === undefined
  ) {
    return undefined;
  }
  const total = tokens["total"];
  const apart = input + output + tool;
  const hasThoughtsInside = total === apart && thoughts > 0;
  const hasCachedApart = total === apart + thoughts + cached && cached > 0;
  return disjointTokens({
    prompt: input + tool + (hasCachedApart ? cached : 0),
    cacheRead: cached,
    output: hasThoughtsInside ? output : output + thoughts,
    reasoning: hasThoughtsInside ? Math.min(thoughts, output) : thoughts,
  });
}
