import { promptTokens } from "../../shared/tokenCounts.ts";
import { compileRates } from "./compileRates.ts";
import type { Rate, TokenPrices } from "./compileRates.ts";
import { readModelName } from "./modelName.ts";
import modelPrices from "./modelPrices.json" with { type: "json" };
import type { PriceFile, ProviderEntry, RateEntry } from "./priceFile.ts";
import type { PricedUse, Pricer } from "./pricer.ts";

interface PricedModel {
  readonly rates: readonly Rate[];
  readonly weekdayPeakUtc: readonly (readonly number[])[];
  readonly searchNanos: number;
}

interface ListedModel {
  readonly rates: readonly RateEntry[];
  readonly provider: ProviderEntry;
}

type ModelIndex = ReadonlyMap<string, ListedModel>;

/** Names come from logs, so that their number is not ours to trust. Past this the memory of one source starts anew. */
const MAX_REMEMBERED_NAMES = 2000;
const NANOS_PER_1000_SEARCHES_OF_USD = 1_000_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Prices calls by the bundled snapshot, offline: by the date of the call, and never by a model's likeness to another. */
export function createPricer(prices: PriceFile = modelPrices): Pricer {
  const indexes = new Map<string | undefined, ModelIndex>();
  for (const { onlySource } of [{ onlySource: undefined }, ...Object.values(prices.providers)]) {
    if (!indexes.has(onlySource)) indexes.set(onlySource, indexModels(prices, onlySource));
  }
  const hosts = [...indexes.keys()].filter((host) => host !== undefined);
  const remembered = new Map<string, Map<string, PricedModel | null>>();

  function lookUp(sourceId: string, written: string): PricedModel | null {
    const sourceHost = hosts.find((host) => sourceId.includes(host));
    const read = readModelName(
      written,
      (key, host) => indexes.get(host ?? sourceHost)?.get(key) ?? indexes.get(undefined)?.get(key),
    );
    return read === undefined ? null : priceModel(read.model, read.fast, read.regional);
  }

  function resolve(sourceId: string, written: string): PricedModel | null {
    let names = remembered.get(sourceId);
    if (names === undefined) remembered.set(sourceId, (names = new Map<string, PricedModel | null>()));
    let model = names.get(written);
    if (model === undefined) {
      model = lookUp(sourceId, written);
      if (names.size >= MAX_REMEMBERED_NAMES) names.clear();
      names.set(written, model);
    }
    return model;
  }

  return {
    snapshot: prices.generated,
    costNanos(use) {
      const model = resolve(use.sourceId, use.model);
      return model === null ? undefined : costNanos(model, use);
    },
  };
}

function indexModels(prices: PriceFile, onlySource: string | undefined): ModelIndex {
  const index = new Map<string, ListedModel>();
  for (const provider of Object.values(prices.providers)) {
    if (provider.onlySource !== onlySource) continue;
    for (const [name, entry] of Object.entries(provider.models)) {
      const rates = typeof entry === "string" ? provider.models[entry] : entry;
      if (typeof rates === "object") index.set(name.toLowerCase(), { rates, provider });
    }
  }
  return index;
}

function priceModel({ rates, provider }: ListedModel, fast: boolean, regional: boolean): PricedModel {
  return {
    rates: compileRates(rates, provider, fast, regional),
    weekdayPeakUtc: provider.weekdayPeakUtc ?? [],
    searchNanos: (provider.webSearchPer1000 ?? 0) * NANOS_PER_1000_SEARCHES_OF_USD,
  };
}

function costNanos(model: PricedModel, use: PricedUse): number | undefined {
  const rate = rateAt(model.rates, use.atMs);
  const tierFactor = rate?.factors[use.serviceTier];
  if (rate === undefined || tierFactor === undefined) return undefined;

  const { tokens } = use;
  const prices = pricesFor(rate, promptTokens(tokens));
  const pico =
    tokens.freshInput * prices.freshInput +
    tokens.cacheRead * prices.cacheRead +
    tokens.cacheWrite5m * prices.cacheWrite5m +
    tokens.cacheWrite1h * prices.cacheWrite1h +
    tokens.output * prices.output;

  let factor = tierFactor;
  if (use.usOnly) factor *= rate.usOnly;
  if (rate.peak !== 1 && isPeak(model.weekdayPeakUtc, use.atMs)) factor *= rate.peak;
  return Math.round((pico * factor) / 1000) + tokens.webSearches * model.searchNanos;
}

/** The last rate in force. */
function rateAt(rates: readonly Rate[], atMs: number): Rate | undefined {
  return rates.findLast((rate) => rate.fromMs <= atMs);
}

/** A long prompt raises the price of the whole request, not only of the tokens above the limit. */
function pricesFor(rate: Rate, prompt: number): TokenPrices {
  let prices = rate.base;
  for (const tier of rate.tiers) if (prompt > tier.above) prices = tier.prices;
  return prices;
}

function isPeak(weekdayPeakUtc: readonly (readonly number[])[], atMs: number): boolean {
  // 1970-01-01 was a Thursday: day 0 of the week is Sunday.
  const weekday = (Math.floor(atMs / DAY_MS) + 4) % 7;
  if (weekday === 0 || weekday === 6) return false;
  const hour = (atMs % DAY_MS) / HOUR_MS;
  return weekdayPeakUtc.some(([from = 0, to = 0]) => hour >= from && hour < to);
}
