import { NO_TOKENS, promptTokens, totalTokens, type TokenCounts } from "../../shared/tokenCounts.ts";
import { isJsonObject, readCount, type JsonObject } from "../lines.ts";

/**
 * All that a thread has used, as far as it tells; `undefined` where a count is no integer. Its running total is the whole, but
 * some versions did not keep it: then the last requests of the turns, which are only part of it, add up to more.
 */
export function threadTotal(thread: JsonObject): TokenCounts | undefined {
  const running = countsIn(thread["cumulative_token_usage"]);
  const last = sumOfRequests(thread["request_token_usage"]);
  if (running === undefined || last === undefined) return undefined;
  return totalTokens(running) >= totalTokens(last) ? running : last;
}

/** By the message that began the turn; in old versions a list. */
function sumOfRequests(requests: unknown): TokenCounts | undefined {
  let sum: TokenCounts = NO_TOKENS;
  for (const request of typeof requests === "object" && requests !== null ? Object.values(requests) : []) {
    const counts = countsIn(request);
    if (counts === undefined) return undefined;
    // An input alone is no request, but stands for a context that is full.
    if (promptTokens(counts) === counts.freshInput && counts.output === 0) continue;
    sum = {
      ...NO_TOKENS,
      freshInput: sum.freshInput + counts.freshInput,
      cacheRead: sum.cacheRead + counts.cacheRead,
      cacheWrite5m: sum.cacheWrite5m + counts.cacheWrite5m,
      output: sum.output + counts.output,
    };
  }
  return sum;
}

function countsIn(usage: unknown): TokenCounts | undefined {
  if (usage === undefined || usage === null) return NO_TOKENS;
  if (!isJsonObject(usage)) return undefined;
  const freshInput = readCount(usage["input_tokens"]);
  const output = readCount(usage["output_tokens"]);
  const cacheWrite5m = readCount(usage["cache_creation_input_tokens"]);
  const cacheRead = readCount(usage["cache_read_input_tokens"]);
  if (freshInput === undefined || output === undefined) return undefined;
  if (cacheWrite5m === undefined || cacheRead === undefined) return undefined;
  return { ...NO_TOKENS, freshInput, cacheRead, cacheWrite5m, output };
}
