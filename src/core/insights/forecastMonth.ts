import { totalTokens } from "../../shared/tokenCounts.ts";
import type { UsageTotals } from "../../shared/usageTotals.ts";
import { likelySums, quantile, USUAL_DAYS } from "../likelySums.ts";
import { addDays, endOfMonth, monthKey, startOfMonth, type DayKey } from "../localDay.ts";

/** What a month comes to. */
export interface MonthForecast {
  readonly costNanos: number;
  /** The likely range: quartiles. */
  readonly lowNanos: number;
  readonly highNanos: number;
  readonly tokens: number;
  /** Some of the usage that it goes by has no known price: it costs more. */
  readonly isLowerBound: boolean;
}

/**
 * The month to its end: the median of its `likelySums`, and their quartiles as the range.
 * @param usageOf usage of a day; nothing where there was none
 * @param firstDay first day with usage
 * @returns `undefined` below a week of history before today
 */
export function forecastMonth(
  today: DayKey,
  firstDay: DayKey,
  usageOf: (day: DayKey) => UsageTotals,
): MonthForecast | undefined {
  const costs = sumsOfMonth(today, firstDay, (day) => usageOf(day).costNanos);
  const tokens = sumsOfMonth(today, firstDay, (day) => totalTokens(usageOf(day)));
  if (costs.length === 0) return undefined;
  return {
    costNanos: Math.round(quantile(costs, 0.5)),
    lowNanos: Math.round(quantile(costs, 0.25)),
    highNanos: Math.round(quantile(costs, 0.75)),
    tokens: Math.round(quantile(tokens, 0.5)),
    isLowerBound: hasUnpriced(today, usageOf),
  };
}

function hasUnpriced(today: DayKey, usageOf: (day: DayKey) => UsageTotals): boolean {
  const usual = addDays(today, -USUAL_DAYS);
  const first = startOfMonth(today) < usual ? startOfMonth(today) : usual;
  for (let day = first; day <= today; day = addDays(day, 1)) if (usageOf(day).unpricedTokens > 0) return true;
  return false;
}

function sumsOfMonth(today: DayKey, firstDay: DayKey, amountOf: (day: DayKey) => number): readonly number[] {
  const month = monthKey(today);
  let soFar = 0;
  for (let day = today; monthKey(day) === month; day = addDays(day, -1)) soFar += amountOf(day);
  return likelySums({ today, lastDay: endOfMonth(today), soFar, firstDay }, amountOf);
}
