import { NO_TOKENS, type TokenCounts } from "../../shared/tokenCounts.ts";
import { readCount, type JsonObject } from "../lines.ts";

/** Names of the counts in Kimi Code's records. */
export const CODE_FIELDS = ["inputOther", "inputCacheRead", "inputCacheCreation", "output"] as const;

/** Names of the same counts in Kimi CLI's. */
export const CLI_FIELDS = ["input_other", "input_cache_read", "input_cache_creation", "output"] as const;

/** Counts of one call, which are disjoint already; `undefined` where one is not an integer. */
export function kimiTokens(usage: JsonObject, fields: typeof CODE_FIELDS | typeof CLI_FIELDS): TokenCounts | undefined {
  const [freshInput, cacheRead, cacheWrite5m, output] = fields.map((field) => readCount(usage[field]));
  if (freshInput === undefined || cacheRead === undefined || cacheWrite5m === undefined || output === undefined) {
    return undefined;
  }
  return { ...NO_TOKENS, freshInput, cacheRead, cacheWrite5m, output };
}
