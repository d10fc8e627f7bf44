import type { PracticeMetric } from "../../shared/board/practiceView.ts";
import { formatDecimal, formatUsd } from "../../core/format.ts";
import { NANOS_PER_USD } from "../../shared/usageTotals.ts";
import { practiceTexts } from "./practiceTexts.ts";

const MONEY: ReadonlySet<PracticeMetric> = new Set(["costPerSurvivingLine", "costPerMergedChange"]);

/** A metric's figure as it reads: `95.2%`, `$0.04`, `6.5 h`. */
export function metricFormat(metric: PracticeMetric): (value: number) => string {
  if (metric === "promptToMerge") return (value) => practiceTexts.hours(formatDecimal(value));
  if (MONEY.has(metric)) return (value) => formatUsd(value * NANOS_PER_USD);
  return (value) => `${formatDecimal(value * 100)}%`;
}
