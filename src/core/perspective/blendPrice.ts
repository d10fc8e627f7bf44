import { type Assumptions, SPLIT_KINDS, type TokenSplit, splitTokens } from "./assumptions.ts";
import type { RatesOf } from "./modelRates.ts";

export interface BlendedPrice {
  /** US dollars per million tokens of any kind. */
  readonly perMillion: number;
  /** What each kind of token adds to it. */
  readonly parts: TokenSplit;
}

/**
 * What a million tokens cost under these assumptions: each kind's share times its price, each model by its share of the
 * mix. `undefined` where a model of the mix has no known price: leaving it out would make it free.
 */
export function blendPrice(assumptions: Assumptions, ratesOf: RatesOf): BlendedPrice | undefined {
  const split = splitTokens(assumptions);
  const parts: { -readonly [Kind in keyof TokenSplit]: number } = {
    cacheRead: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    freshInput: 0,
    output: 0,
  };
  for (const part of assumptions.mix) {
    const rates = ratesOf(part);
    if (rates === undefined) return undefined;
    for (const kind of SPLIT_KINDS) parts[kind] += part.share * split[kind] * rates[kind];
  }
  return { perMillion: SPLIT_KINDS.reduce((sum, kind) => sum + parts[kind], 0), parts };
}

/** US dollars for a number of tokens at a price per million. */
export function costOfTokens(tokens: number, perMillion: number): number {
  return (tokens / 1_000_000) * perMillion;
}
