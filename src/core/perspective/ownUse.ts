import type { NamedTotals } from "../../shared/meterSnapshot.ts";
import { promptTokens, totalTokens } from "../../shared/tokenCounts.ts";
import { NANOS_PER_USD, type UsageTotals } from "../../shared/usageTotals.ts";
import type { Assumptions } from "./assumptions.ts";
import { MOST_MODELS, balanceMix } from "./mix.ts";

/** A person's own use, in the terms of the calculator. */
export interface OwnUse {
  readonly totals: UsageTotals;
  readonly assumptions: Assumptions;
  /** What they really cost, call by call, in US dollars per million priced tokens; `undefined` where nothing is priced. */
  readonly perMillion: number | undefined;
  /** Share of the tokens whose models are not in the mix: small ones, and those without a known price. */
  readonly leftOut: number;
}

/**
 * @param toolOf source id under which a model's name has a known price; `undefined` for a model without one
 * @returns `undefined` where there is nothing to go by: no tokens, or none of a model with a known price
 */
export function ownUse(
  totals: UsageTotals,
  byModel: readonly NamedTotals[],
  toolOf: (model: string) => string | undefined,
): OwnUse | undefined {
  const tokens = totalTokens(totals);
  const prompt = promptTokens(totals);
  const writes = totals.cacheWrite5m + totals.cacheWrite1h;
  const models = byModel
    .flatMap(({ key, totals: used }) => {
      const tool = toolOf(key);
      const share = totalTokens(used) / tokens;
      return tool === undefined || share === 0 ? [] : [{ tool, model: key, share }];
    })
    .toSorted((one, other) => other.share - one.share)
    .slice(0, MOST_MODELS);
  if (tokens === 0 || models.length === 0) return undefined;
  const pricedTokens = tokens - totals.unpricedTokens;
  const covered = models.reduce((sum, { share }) => sum + share, 0);
  return {
    totals,
    assumptions: {
      mix: balanceMix(models),
      cacheHit: shareOf(totals.cacheRead, prompt),
      cacheWrite: shareOf(writes, prompt),
      hourWrites: shareOf(totals.cacheWrite1h, writes),
      output: totals.output / tokens,
    },
    perMillion: pricedTokens > 0 ? (totals.costNanos / NANOS_PER_USD / pricedTokens) * 1_000_000 : undefined,
    leftOut: Math.max(0, 1 - covered),
  };
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
