import type { PracticeMetric } from "../../shared/board/practiceView.ts";
import type { practiceTexts } from "./practiceTexts.ts";

/** Metrics never stand alone: what one of a pair praises, the other keeps honest. */
export const METRIC_PAIRS = [
  { id: "reuse", metrics: ["cacheHit", "contextThrift"] },
  { id: "steering", metrics: ["steeredShare", "rightSizing"] },
  { id: "speed", metrics: ["promptToMerge", "rework"] },
  { id: "cost", metrics: ["costPerSurvivingLine", "survival"] },
  { id: "change", metrics: ["costPerMergedChange", "greenRate"] },
] as const satisfies readonly {
  readonly id: keyof typeof practiceTexts.pairs;
  readonly metrics: readonly [PracticeMetric, PracticeMetric];
}[];
export type MetricPairing = (typeof METRIC_PAIRS)[number];
