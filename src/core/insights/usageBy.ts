import type { NamedTotals } from "../../shared/meterSnapshot.ts";
import type { Stack } from "../../shared/insights.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import { addUsage, NO_USAGE, type MutableUsageTotals } from "../../shared/usageTotals.ts";
import type { KeyedUsage } from "./makeSeries.ts";

/** Sums by tool, model, project or kind, the largest first. */
export function usageBy(what: Stack, usage: Iterable<KeyedUsage>): readonly NamedTotals[] {
  const sums = new Map<string, MutableUsageTotals>();
  for (const part of usage) {
    let sum = sums.get(part[what]);
    if (sum === undefined) sums.set(part[what], (sum = { ...NO_USAGE }));
    addUsage(sum, part.totals);
  }
  return [...sums]
    .map(([key, totals]) => ({ key, totals }))
    .toSorted((a, b) => totalTokens(b.totals) - totalTokens(a.totals) || (a.key < b.key ? -1 : 1));
}
