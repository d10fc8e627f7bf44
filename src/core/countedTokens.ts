import { totalTokens } from "../shared/tokenCounts.ts";
import type { TokenCounts } from "../shared/tokenCounts.ts";

/** The published caps on what counts towards tiers. They limit counting only: what was seen is always shown. */
export const COUNTING_CAPS = {
  /** Cache reads that count per other token. Typical work is at 18; a bot that pings a full context is above 1000. */
  rereadsPerOtherToken: 40,
  /** Steered tokens that count per human turn: thirty typical sessions side by side for a quarter of an hour. */
  tokensPerHumanTurn: 20_000_000,
  /** Tokens that count per UTC day. */
  tokensPerDay: 3_000_000_000,
} as const;

/** One UTC day. A token is steered when its call lies within 15 minutes after a human turn of the same root session. */
export interface DayUse {
  readonly steered: TokenCounts;
  readonly unattended: TokenCounts;
  readonly humanTurns: number;
}

/** Tokens that each cap kept from counting; they and `counted` add up to `seen`. */
export interface UncountedTokens {
  readonly rereads: number;
  readonly perTurn: number;
  /** Unattended tokens beyond the day's counted steered ones: they can double a day, not more. */
  readonly unattended: number;
  readonly perDay: number;
}

export interface CountedTokens {
  readonly seen: number;
  readonly counted: number;
  readonly uncounted: UncountedTokens;
}

export function countDay(day: DayUse): CountedTokens {
  const seen = totalTokens(day.steered) + totalTokens(day.unattended);
  const steeredOnce = withRereadsCapped(day.steered);
  const unattendedOnce = withRereadsCapped(day.unattended);
  const steered = Math.min(steeredOnce, COUNTING_CAPS.tokensPerHumanTurn * day.humanTurns);
  const unattended = Math.min(unattendedOnce, steered);
  const counted = Math.min(steered + unattended, COUNTING_CAPS.tokensPerDay);
  return {
    seen,
    counted,
    uncounted: {
      rereads: seen - steeredOnce - unattendedOnce,
      perTurn: steeredOnce - steered,
      unattended: unattendedOnce - unattended,
      perDay: steered + unattended - counted,
    },
  };
}

/** Sum over days. The caps are a day's: nothing left over on one day makes room on another. */
export function countDays(days: Iterable<DayUse>): CountedTokens {
  let seen = 0;
  let counted = 0;
  const uncounted = { rereads: 0, perTurn: 0, unattended: 0, perDay: 0 };
  for (const use of days) {
    const day = countDay(use);
    seen += day.seen;
    counted += day.counted;
    uncounted.rereads += day.uncounted.rereads;
    uncounted.perTurn += day.uncounted.perTurn;
    uncounted.unattended += day.uncounted.unattended;
    uncounted.perDay += day.uncounted.perDay;
  }
  return { seen, counted, uncounted };
}

function withRereadsCapped(tokens: TokenCounts): number {
  const others = totalTokens(tokens) - tokens.cacheRead;
  return others + Math.min(tokens.cacheRead, COUNTING_CAPS.rereadsPerOtherToken * others);
}
