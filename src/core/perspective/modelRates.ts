import { NO_TOKENS } from "../../shared/tokenCounts.ts";
import { NANOS_PER_USD } from "../../shared/usageTotals.ts";
import type { Pricer } from "../prices/pricer.ts";
import { type MixPart, SPLIT_KINDS, type TokenSplit } from "./assumptions.ts";

/** List prices of a model in US dollars per million tokens. */
export type ModelRates = TokenSplit;

/** What of a model is known from the price list. */
export type RatesOf = (part: Pick<MixPart, "tool" | "model">) => ModelRates | undefined;

/** Few enough to pass no limit of a long prompt, and enough for every list price to be whole billionths of a dollar. */
const SAMPLE_TOKENS = 1000;
const SAMPLES_PER_MILLION = 1_000_000 / SAMPLE_TOKENS;

/**
 * What a model costs at an instant, at the standard tier and for prompts of usual length; `undefined` where that is not known.
 */
export function modelRates(
  pricer: Pricer,
  { tool, model }: Pick<MixPart, "tool" | "model">,
  atMs: number,
): ModelRates | undefined {
  const rates: { -readonly [Kind in keyof ModelRates]: number } = {
    cacheRead: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    freshInput: 0,
    output: 0,
  };
  for (const kind of SPLIT_KINDS) {
    const tokens = { ...NO_TOKENS, [kind]: SAMPLE_TOKENS };
    const nanos = pricer.costNanos({ sourceId: tool, model, atMs, tokens, serviceTier: "standard", usOnly: false });
    if (nanos === undefined) return undefined;
    rates[kind] = (nanos / NANOS_PER_USD) * SAMPLES_PER_MILLION;
  }
  return rates;
}
