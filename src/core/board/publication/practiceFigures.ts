import type { PracticeMetric } from "../../../shared/board/practiceView.ts";
import type { ModelUse } from "../../achievements/dayFacts.ts";
import { rightSizing, type PriceOf } from "../../achievements/rightSizing.ts";
import { modelTraitsOf } from "../../modelTraits.ts";
import { promptTokens } from "../../../shared/tokenCounts.ts";

/** Sums of a member's outcome days. */
export interface OutcomeSums {
  /** Of the days from 44 to 14 days ago, whose lines have matured. */
  readonly effAdded: number;
  readonly effMatured: number;
  readonly effSurviving: number;
  readonly reworked: number;
  readonly costMaturedMicro: number;
  /** Of the window. */
  readonly merged: number;
  readonly testRuns: number;
  readonly testGreen: number;
  /** Median hours of each day with merges, and how many were merged. */
  readonly promptToMerge: readonly (readonly [hours: number, merged: number])[];
}

/** A member's window, as metrics of practice see it. */
export interface PracticeInput {
  readonly prompt: number;
  readonly cacheRead: number;
  readonly seen: number;
  readonly steered: number;
  readonly turns: number;
  readonly costMicro: number;
  readonly uses: readonly ModelUse[];
  /** `undefined` for who does not share any. */
  readonly outcomes: OutcomeSums | undefined;
}

/** What each metric needs at least before it says anything. */
const LEAST = {
  promptTokens: 50_000_000,
  turns: 20,
  calls: 200,
  lines: 200,
  changes: 5,
  testRuns: 20,
  models: 2,
  /** Share of calls that a model must have made to be the one that all is compared with. */
  callsOfModel: 0.05,
} as const;

const MICRO_PER_USD = 1_000_000;

/** The metrics that can be told; what is too little to tell is left out, as it is unknown and not zero. */
export function practiceFigures(input: PracticeInput, priceOf: PriceOf): ReadonlyMap<PracticeMetric, number> {
  const calls = input.uses.reduce((all, use) => all + use.calls, 0);
  const outcomes = input.outcomes === undefined ? [] : outcomeFigures(input.outcomes, input.costMicro);
  const all: readonly (readonly [PracticeMetric, number | undefined])[] = [
    ["cacheHit", share(input.cacheRead, input.prompt, LEAST.promptTokens)],
    ["steeredShare", input.turns < LEAST.turns ? undefined : share(input.steered, input.seen, 1)],
    ["contextThrift", calls < LEAST.calls ? undefined : contextThrift(input.uses)],
    ["rightSizing", calls < LEAST.calls ? undefined : rightSized(input.uses, priceOf)],
    ...outcomes,
  ];
  return new Map(all.filter((figure): figure is readonly [PracticeMetric, number] => figure[1] !== undefined));
}

function outcomeFigures(
  sums: OutcomeSums,
  costMicro: number,
): readonly (readonly [PracticeMetric, number | undefined])[] {
  const { effAdded, effMatured, effSurviving, reworked, costMaturedMicro, merged, testRuns, testGreen } = sums;
  const perLine = share(costMaturedMicro / MICRO_PER_USD, effSurviving, LEAST.lines);
  return [
    ["survival", share(effSurviving, effMatured, LEAST.lines)],
    ["rework", share(reworked, effAdded, LEAST.lines)],
    ["costPerSurvivingLine", perLine],
    ["costPerMergedChange", share(costMicro / MICRO_PER_USD, merged, LEAST.changes)],
    ["greenRate", share(testGreen, testRuns, LEAST.testRuns)],
    ["promptToMerge", merged < LEAST.changes ? undefined : weightedMedian(sums.promptToMerge)],
  ];
}

/** @param least of the whole that says anything */
function share(part: number, whole: number, least: number): number | undefined {
  return whole < least ? undefined : part / whole;
}

/** Share of the model's window that the prompt of a median call takes; the calls of a row are taken at their mean. */
function contextThrift(uses: readonly ModelUse[]): number | undefined {
  const shares: (readonly [number, number])[] = [];
  for (const { model, tokens, calls } of uses) {
    const { windowTokens } = modelTraitsOf(model);
    if (windowTokens === undefined || calls === 0) continue;
    shares.push([promptTokens(tokens) / calls / windowTokens, calls]);
  }
  return weightedMedian(shares);
}

function rightSized(uses: readonly ModelUse[], priceOf: PriceOf): number | undefined {
  const { models, saved } = rightSizing(uses, LEAST.callsOfModel, priceOf);
  return models < LEAST.models ? undefined : saved;
}

/** The value that half of the weight is at or below; `undefined` without any weight. */
function weightedMedian(values: readonly (readonly [value: number, weight: number])[]): number | undefined {
  const total = values.reduce((all, [, weight]) => all + weight, 0);
  let below = 0;
  for (const [value, weight] of values.toSorted(([a], [b]) => a - b)) {
    below += weight;
    if (weight > 0 && below * 2 >= total) return value;
  }
  return undefined;
}
