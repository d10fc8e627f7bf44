import type { ServiceTier } from "../usageRecord.ts";
import type { Figures, ProviderEntry, RateEntry } from "./priceFile.ts";

/** Prices in picodollars (10^-12) per token: whole numbers for every price with up to six decimals per million. */
export interface TokenPrices {
  readonly freshInput: number;
  readonly cacheRead: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly output: number;
}

export interface Rate {
  readonly fromMs: number;
  readonly base: TokenPrices;
  /** Ascending by `above`. */
  readonly tiers: readonly { readonly above: number; readonly prices: TokenPrices }[];
  /** Factor on every kind of token, by how the call was served; `undefined` where the price is not known. */
  readonly factors: Readonly<Record<ServiceTier, number | undefined>>;
  readonly usOnly: number;
  readonly peak: number;
}

const PICO_PER_TOKEN_OF_USD_PER_MILLION = 1_000_000;

/** Brings a model's rates into the form that calls are priced with. `fast` and `regional` are what its written name told. */
export function compileRates(
  rates: readonly RateEntry[],
  provider: ProviderEntry,
  fast: boolean,
  regional: boolean,
): readonly Rate[] {
  return rates.map((rate) => ({
    fromMs: rate.from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(rate.from),
    base: tokenPrices(rate),
    tiers: (rate.tiers ?? []).map((tier) => ({ above: tier.above, prices: tokenPrices(tier) })),
    factors: tierFactors(rate, provider, fast, regional ? (rate.regional ?? 1) : 1),
    // Clouds name the region in the model; their region price already is the one for staying there.
    usOnly: regional ? 1 : (provider.usOnly ?? 1),
    peak: rate.peak ?? 1,
  }));
}

function tokenPrices(figures: Figures): TokenPrices {
  const input = pico(figures.in);
  const shortWrite = figures.w5m === undefined ? input : pico(figures.w5m);
  return {
    freshInput: input,
    cacheRead: figures.read === undefined ? input : pico(figures.read),
    cacheWrite5m: shortWrite,
    cacheWrite1h: figures.w1h === undefined ? shortWrite : pico(figures.w1h),
    output: pico(figures.out),
  };
}

function pico(usdPerMillion: number): number {
  return Math.round(usdPerMillion * PICO_PER_TOKEN_OF_USD_PER_MILLION);
}

function tierFactors(
  rate: RateEntry,
  provider: ProviderEntry,
  namedFast: boolean,
  regional: number,
): Readonly<Record<ServiceTier, number | undefined>> {
  const scaled = (factor: number | undefined): number | undefined =>
    factor === undefined ? undefined : factor * regional;
  // A tier that a model is not sold in is served as standard. Where the log tells the speed the call really had, a fast
  // call of a model without a known fast price has no known price.
  const unsold = provider.reportsSpeed === true ? undefined : 1;
  const standard = namedFast ? rate.fast : 1;
  return {
    standard: scaled(standard),
    fast: scaled(namedFast ? rate.fast : (rate.fast ?? unsold)),
    ultrafast: scaled(rate.ultrafast ?? (namedFast ? rate.fast : unsold)),
    priority: scaled(provider.priorityIsFast === true ? (rate.fast ?? standard) : standard),
    flex: scaled(namedFast ? rate.fast : (provider.flex ?? 1)),
    batch: scaled(namedFast ? rate.fast : (provider.batch ?? 1)),
  };
}
