import { NO_TOKENS, TOKEN_FIELDS, type TokenCounts } from "./tokenCounts.ts";

/** What a number of calls used and cost. All fields are sums and may be added field by field. */
export interface UsageTotals extends TokenCounts {
  readonly calls: number;
  /** Cost of the priced calls in billionths of a US dollar: integers, so that the order of adding never matters. */
  readonly costNanos: number;
  /** Tokens of calls whose model has no known price. They are not in `costNanos`; unknown is not zero. */
  readonly unpricedTokens: number;
  /** Tokens whose count is not exact per call or turn (see `Quality`). They are in the token fields as well. */
  readonly estimatedTokens: number;
  /** Tokens that our tokenizer counted, as the tool reports none. They are in the token fields, and estimates, as well. */
  readonly countedHereTokens: number;
}

/** What is known of a cost, and whether that is all of it. */
export type KnownCost = Pick<UsageTotals, "costNanos" | "unpricedTokens">;

export const USAGE_FIELDS = [
  "calls",
  ...TOKEN_FIELDS,
  "costNanos",
  "unpricedTokens",
  "estimatedTokens",
  "countedHereTokens",
] as const satisfies readonly (keyof UsageTotals)[];

export const NO_USAGE: UsageTotals = {
  calls: 0,
  ...NO_TOKENS,
  costNanos: 0,
  unpricedTokens: 0,
  estimatedTokens: 0,
  countedHereTokens: 0,
};

export type MutableUsageTotals = { -readonly [Field in keyof UsageTotals]: number };

export function addUsage(sum: MutableUsageTotals, more: UsageTotals): void {
  for (const field of USAGE_FIELDS) sum[field] += more[field];
}

export const NANOS_PER_USD = 1_000_000_000;

export function usdOf(totals: UsageTotals): number {
  return totals.costNanos / NANOS_PER_USD;
}
