import { TOKEN_FIELDS, type TokenCounts } from "../shared/tokenCounts.ts";

/** Why a record cannot be true. */
export type Implausibility = "negative" | "absurd" | "before-2022" | "future";

/**
 * No provider takes or makes this many tokens in one call: the largest context window sold is 10 million tokens, so ten
 * times that is an error of the writer and not a big call.
 */
export const MAX_TOKENS_PER_CALL = 100_000_000;

/** None of the tools that are read existed then. */
const EARLIEST_MS = Date.UTC(2022, 0, 1);

/** A clock may be off by its time zone; more than a day ahead is not a clock that is merely off. */
const MAX_AHEAD_MS = 24 * 60 * 60 * 1000;

/** The reason to set a call aside, or `undefined` for one to count. `nowMs` is the time of reading. */
export function implausibilityOf(tokens: TokenCounts, atMs: number, nowMs: number): Implausibility | undefined {
  for (const field of TOKEN_FIELDS) if (tokens[field] < 0) return "negative";
  for (const field of TOKEN_FIELDS) if (tokens[field] > MAX_TOKENS_PER_CALL) return "absurd";
  if (atMs < EARLIEST_MS) return "before-2022";
  if (isFuture(atMs, nowMs)) return "future";
  return undefined;
}

/** Records from the future are kept with their content and counted once their time has come. */
export function isFuture(atMs: number, nowMs: number): boolean {
  return atMs > nowMs + MAX_AHEAD_MS;
}
