import type { TierStep } from "../shared/gameSnapshot.ts";
import type { TierStanding } from "../shared/meterSnapshot.ts";
import { TIERS } from "./tierCatalogue.ts";
import { gateOf, isGateMet, type GateFigures } from "./tierGates.ts";

/**
 * Where a total of 30 days stands on the ladder. A tier holds while both its volume and all it asks for are reached.
 * @param countedTokens tokens after the caps of `countedTokens.ts`
 * @param seenTokens all tokens of the same days
 * @param figures what gates go by; `undefined` while they are not known
 */
export function tierStanding(
  countedTokens: number,
  seenTokens: number,
  figures: GateFigures | undefined,
): TierStanding {
  const ladder = tierSteps(countedTokens, figures);
  const reached = ladder.findLastIndex((step) => step.isReached);
  const tier = ladder[reached];
  const next = ladder[reached + 1];
  const standing = { tier: tier?.name, next: next?.name, countedTokens, seenTokens, nextGates: next?.gates ?? [] };
  if (next === undefined) return { ...standing, progress: 1, missingTokens: 0 };
  const floor = tier?.thresholdTokens ?? 0;
  return {
    ...standing,
    // Volume beyond what the next tier takes changes nothing while a gate is shut.
    progress: Math.min(1, (countedTokens - floor) / (next.thresholdTokens - floor)),
    missingTokens: Math.max(0, next.thresholdTokens - countedTokens),
  };
}

/** The tier of `tierStanding` alone. */
export function reachedTier(countedTokens: number, figures: GateFigures): string | undefined {
  return TIERS.findLast(
    ({ thresholdTokens, asks }) => countedTokens >= thresholdTokens && asks.every((ask) => isGateMet(ask, figures)),
  )?.name;
}

/** Every tier, the lowest first, with its gates. */
export function tierSteps(countedTokens: number, figures: GateFigures | undefined): readonly TierStep[] {
  return TIERS.map(({ name, thresholdTokens, asks }) => {
    const gates = asks.map((ask) => gateOf(ask, figures));
    return {
      name,
      thresholdTokens,
      gates,
      isReached: countedTokens >= thresholdTokens && gates.every((gate) => gate.isMet),
    };
  });
}

/** The higher one of two tiers by name; names that are no tier are below all. */
export function higherTier(one: string | undefined, other: string | undefined): string | undefined {
  const rank = (name: string | undefined): number => TIERS.findIndex((tier) => tier.name === name);
  const higher = rank(one) >= rank(other) ? one : other;
  return rank(higher) === -1 ? undefined : higher;
}
