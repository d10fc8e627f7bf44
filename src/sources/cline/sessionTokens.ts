import { totalTokens, type TokenCounts } from "../../shared/tokenCounts.ts";
import type { SkipReason } from "../../core/usageRecord.ts";
import { disjointTokens } from "../disjointTokens.ts";
import { readCount, type JsonObject } from "../lines.ts";

/**
 * Counts of one reply, or a sum of them. The input is the whole prompt, with the tokens read from and written to a cache.
 * `undefined` where nothing was used.
 */
export function readSessionTokens(metrics: JsonObject): TokenCounts | SkipReason | undefined {
  const prompt = readCount(metrics["inputTokens"]);
  const output = readCount(metrics["outputTokens"]);
  const cacheRead = readCount(metrics["cacheReadTokens"]);
  const cacheWrite = readCount(metrics["cacheWriteTokens"]);
  if (prompt === undefined || output === undefined || cacheRead === undefined || cacheWrite === undefined) {
    return "wrong-type";
  }
  const tokens = disjointTokens({ prompt, output, cacheRead, cacheWrite });
  return totalTokens(tokens) === 0 ? undefined : tokens;
}
