import { PRACTICE_METRICS, type PracticeMetric } from "../../shared/board/practiceView.ts";

/** Column of `member_figure` that holds a metric. */
export const METRIC_COLUMNS = {
  cacheHit: "cache_hit",
  steeredShare: "steered_share",
  contextThrift: "context_thrift",
  survival: "survival",
  rework: "rework",
  costPerSurvivingLine: "cost_per_line",
  costPerMergedChange: "cost_per_change",
  greenRate: "green_rate",
  promptToMerge: "prompt_to_merge",
  rightSizing: "right_sizing",
} as const satisfies Readonly<Record<PracticeMetric, string>>;

export const METRICS: readonly (readonly [PracticeMetric, string])[] = PRACTICE_METRICS.map((metric) => [
  metric,
  METRIC_COLUMNS[metric],
]);
