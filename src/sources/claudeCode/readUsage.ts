import type { ServiceTier } from "../../core/usageRecord.ts";
import type { TokenCounts } from "../../shared/tokenCounts.ts";
import { isJsonObject, readCount, type JsonObject } from "../lines.ts";

/** Token counts of a `usage` object; `undefined` where a count is not an integer. */
export function readTokens(usage: JsonObject): TokenCounts | undefined {
  const writes = readCacheWrites(usage);
  const freshInput = readCount(usage["input_tokens"]);
  const cacheRead = readCount(usage["cache_read_input_tokens"]);
  const output = readCount(usage["output_tokens"]);
  const reasoning = readCountIn(usage["output_tokens_details"], "thinking_tokens");
  const webSearches = readCountIn(usage["server_tool_use"], "web_search_requests");
  if (
    writes === undefined ||
    freshInput === undefined ||
    cacheRead === undefined ||
    output === undefined ||
    reasoning === undefined ||
    webSearches === undefined
  ) {
    return undefined;
  }
  const { cacheWrite5m, cacheWrite1h } = writes;
  return { freshInput, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning, webSearches };
}

/** Whether a record says nothing: a place holder, an error made locally, a reply that a proxy left the counts out of. */
export function isNothing(tokens: TokenCounts): boolean {
  return (
    tokens.output === 0 &&
    tokens.freshInput === 0 &&
    tokens.cacheRead === 0 &&
    tokens.cacheWrite5m === 0 &&
    tokens.cacheWrite1h === 0 &&
    tokens.webSearches === 0
  );
}

/**
 * The split by lifetime where it is told: some versions wrote 0 as the sum while the split was right. A bare sum is taken
 * for five minutes, the lifetime a write has unless another is asked for.
 */
function readCacheWrites(usage: JsonObject): { cacheWrite5m: number; cacheWrite1h: number } | undefined {
  const split = usage["cache_creation"];
  if (isJsonObject(split)) {
    const fiveMinutes = split["ephemeral_5m_input_tokens"];
    const oneHour = split["ephemeral_1h_input_tokens"];
    if (isTold(fiveMinutes) || isTold(oneHour)) return both(readCount(fiveMinutes), readCount(oneHour));
  }
  return both(readCount(usage["cache_creation_input_tokens"]), 0);
}

function isTold(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function both(
  cacheWrite5m: number | undefined,
  cacheWrite1h: number | undefined,
): { cacheWrite5m: number; cacheWrite1h: number } | undefined {
  return cacheWrite5m === undefined || cacheWrite1h === undefined ? undefined : { cacheWrite5m, cacheWrite1h };
}

function readCountIn(group: unknown, key: string): number | undefined {
  return isJsonObject(group) ? readCount(group[key]) : 0;
}

/** Fast mode has a price of its own, whatever the queue the call waited in. */
export function readServiceTier(usage: JsonObject): ServiceTier {
  if (usage["speed"] === "fast") return "fast";
  const tier = usage["service_tier"];
  return tier === "priority" || tier === "batch" ? tier : "standard";
}

export function isUsOnly(usage: JsonObject): boolean {
  return usage["inference_geo"] === "us";
}
