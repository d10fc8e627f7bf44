import type { TokenCounts } from "../shared/tokenCounts.ts";
import type { CallRecord, Quality } from "./usageRecord.ts";

/** Why a record cannot be true. */
export type Implausibility = "negative" | "absurd" | "before-2022" | "future";

/**
 * No provider takes or makes this many tokens in one call: the largest context window sold is 10 million tokens, so ten
 * times that is an error of the writer and not a big call.
 */
export const MAX_TOKENS_PER_CALL = 100_000_000;

/** Nor this many in one turn, which has many calls where agents take part in it. */
export const MAX_TOKENS_PER_TURN = 10_000_000_000;

/**
 * Nor as many in one session: the heaviest user known of a company of 85,000 came to 330 billion in a month, in all of the
 * sessions of it.
 */
export const MAX_TOKENS_PER_SESSION = 100_000_000_000;

/** None of the tools that are read existed then. */
const EARLIEST_MS = Date.UTC(2022, 0, 1);

/** A clock may be off by its time zone; more than a day ahead is not a clock that is merely off. */
const MAX_AHEAD_MS = 24 * 60 * 60 * 1000;

/** The reason to set a call aside, or `undefined` for one to count. `nowMs` is the time of reading. */
export function implausibilityOf(
  { tokens, atMs, quality }: Pick<CallRecord, "tokens" | "atMs" | "quality">,
  nowMs: number,
): Implausibility | undefined {
  if (isAnyBelow(tokens, 0)) return "negative";
  if (isAnyAbove(tokens, mostOf(quality))) return "absurd";
  if (atMs < EARLIEST_MS) return "before-2022";
  if (isFuture(atMs, nowMs)) return "future";
  return undefined;
}

function mostOf(quality: Quality): number {
  if (quality === "session-total") return MAX_TOKENS_PER_SESSION;
  return quality === "exact-turn" ? MAX_TOKENS_PER_TURN : MAX_TOKENS_PER_CALL;
}

/** One by one and by name, as all other ways take many times as long, and this is asked of every call. */
function isAnyBelow(tokens: TokenCounts, least: number): boolean {
  return (
    tokens.freshInput < least ||
    tokens.cacheRead < least ||
    tokens.cacheWrite5m < least ||
    tokens.cacheWrite1h < least ||
    tokens.output < least ||
    tokens.reasoning < least ||
    tokens.webSearches < least
  );
}

function isAnyAbove(tokens: TokenCounts, most: number): boolean {
  return (
    tokens.freshInput > most ||
    tokens.cacheRead > most ||
    tokens.cacheWrite5m > most ||
    tokens.cacheWrite1h > most ||
    tokens.output > most ||
    tokens.reasoning > most ||
    tokens.webSearches > most
  );
}

/** Records from the future are kept with their content and counted once their time has come. */
export function isFuture(atMs: number, nowMs: number): boolean {
  return atMs > nowMs + MAX_AHEAD_MS;
}
