import { NO_TOKENS, type TokenCounts } from "../shared/tokenCounts.ts";

/** Counts of a tool whose prompt tokens include those read from and written to a cache, as OpenAI's API counts them. */
export interface InclusiveCounts {
  readonly prompt: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  /** With the reasoning in it. */
  readonly output: number;
  readonly reasoning?: number;
}

/**
 * The same counts with no token in two of them. A prompt smaller than its cached part was counted without it: then all of
 * it is fresh. Cache writes without a told life time are taken as the five-minute ones, which are the default and the cheaper.
 */
export function disjointTokens(counts: InclusiveCounts): TokenCounts {
  const { prompt, cacheRead = 0, cacheWrite = 0, output, reasoning = 0 } = counts;
  const cached = cacheRead + cacheWrite;
  return {
    ...NO_TOKENS,
    freshInput: prompt < cached ? prompt : prompt - cached,
    cacheRead,
    cacheWrite5m: cacheWrite,
    output,
    reasoning,
  };
}
