import type { TierStanding } from "../shared/meterSnapshot.ts";
import { TIERS } from "./tierCatalogue.ts";
import type { Tier } from "./tierCatalogue.ts";

/**
 * Where a total of 30 days stands by volume. The gates of a tier are told, not checked.
 * @param countedTokens tokens after the caps of `countedTokens.ts`
 * @param seenTokens all tokens of the same days
 */
export function tierStanding(countedTokens: number, seenTokens: number): TierStanding {
  const ladder: readonly Tier[] = TIERS;
  const next = ladder.find((tier) => countedTokens < tier.thresholdTokens);
  const tier = ladder.findLast((reached) => reached.thresholdTokens <= countedTokens);
  const standing = { tier: tier?.name, next: next?.name, countedTokens, seenTokens, nextGates: next?.gates ?? [] };
  if (next === undefined) return { ...standing, progress: 1, missingTokens: 0 };
  const floor = tier?.thresholdTokens ?? 0;
  return {
    ...standing,
    progress: (countedTokens - floor) / (next.thresholdTokens - floor),
    missingTokens: next.thresholdTokens - countedTokens,
  };
}
