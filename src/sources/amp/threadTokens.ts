import { NO_TOKENS, type TokenCounts } from "../../shared/tokenCounts.ts";
import { disjointTokens } from "../disjointTokens.ts";
import { readCount, type JsonObject } from "../lines.ts";

/**
 * Usage of a message. Its input comes without the tokens read from or written to a cache; where the total of all input is no
 * more than the input alone, the writer counts otherwise, and they are in it. `undefined` where a count is no integer.
 */
export function readMessageTokens(usage: JsonObject): TokenCounts | undefined {
  const input = readCount(usage["inputTokens"]);
  const output = readCount(usage["outputTokens"]);
  const cacheRead = readCount(usage["cacheReadInputTokens"]);
  const cacheWrite = readCount(usage["cacheCreationInputTokens"]);
  const reasoning = readCount(usage["reasoningOutputTokens"]);
  if (
    input === undefined ||
    output === undefined ||
    cacheRead === undefined ||
    cacheWrite === undefined ||
    reasoning === undefined
  ) {
    return undefined;
  }
  const isWhole = usage["totalInputTokens"] === input;
  const prompt = isWhole ? input : input + cacheRead + cacheWrite;
  return disjointTokens({ prompt, cacheRead, cacheWrite, output, reasoning: Math.min(reasoning, output) });
}

/**
 * Counts of an entry of the ledger, which tells nothing of the cache; where it tells only a total, all but the output is taken
 * as input. `undefined` where a count is no integer.
 */
export function readLedgerTokens(tokens: JsonObject): TokenCounts | undefined {
  const input = readCount(tokens["input"]);
  const output = readCount(tokens["output"]);
  const total = readCount(tokens["totalTokens"]);
  if (input === undefined || output === undefined || total === undefined) return undefined;
  return { ...NO_TOKENS, freshInput: tokens["input"] === undefined ? Math.max(0, total - output) : input, output };
}
