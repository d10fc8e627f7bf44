import { totalTokens } from "../../shared/tokenCounts.ts";
import type { UsageTotals } from "../../shared/usageTotals.ts";
import { addDays, monthKey, type DayKey } from "../localDay.ts";
import { daysFrom } from "./resolveRange.ts";

/** What a month comes to. */
export interface MonthForecast {
  readonly costNanos: number;
  /** The likely range: quartiles. */
  readonly lowNanos: number;
  readonly highNanos: number;
  readonly tokens: number;
}

const DAYS_PER_WEEK = 7;
const MOST_WEEKS = 4;

/**
 * The month to its end, had each day to come been like the same weekday of one of the last four whole weeks: a forecast for each
 * of these weeks, of which the median is told and the quartiles as the range. So weekends count as weekends, days off as days
 * off, and one wild day does not decide. Today counts with what is missing to such a day.
 * @param usageOf usage of a day; nothing where there was none
 * @param firstDay first day with usage
 * @returns `undefined` below a week of history before today
 */
export function forecastMonth(
  today: DayKey,
  firstDay: DayKey,
  usageOf: (day: DayKey) => UsageTotals,
): MonthForecast | undefined {
  const weeks = Math.min(MOST_WEEKS, Math.floor(daysFrom(firstDay, today) / DAYS_PER_WEEK));
  if (weeks < 1) return undefined;
  const costs = forecastsOf(today, weeks, (day) => usageOf(day).costNanos);
  const tokens = forecastsOf(today, weeks, (day) => totalTokens(usageOf(day)));
  return {
    costNanos: Math.round(quantile(costs, 0.5)),
    lowNanos: Math.round(quantile(costs, 0.25)),
    highNanos: Math.round(quantile(costs, 0.75)),
    tokens: Math.round(quantile(tokens, 0.5)),
  };
}

/** The month's sum by each of the last weeks, ascending. */
function forecastsOf(today: DayKey, weeks: number, amountOf: (day: DayKey) => number): readonly number[] {
  const month = monthKey(today);
  let soFar = 0;
  for (let day = today; monthKey(day) === month; day = addDays(day, -1)) soFar += amountOf(day);
  return Array.from({ length: weeks }, (_, week) => {
    // The same weekday of a week that ended yesterday or a number of weeks before.
    const like = (day: DayKey): number => {
      const weekday = daysFrom(today, day) % DAYS_PER_WEEK;
      return amountOf(addDays(today, weekday - DAYS_PER_WEEK * (week + 1)));
    };
    let sum = soFar + Math.max(0, like(today) - amountOf(today));
    for (let day = addDays(today, 1); monthKey(day) === month; day = addDays(day, 1)) sum += like(day);
    return sum;
  }).toSorted((a, b) => a - b);
}

/** Value below which the share of ascending values lies, between two of them in proportion. */
function quantile(ascending: readonly number[], share: number): number {
  const place = share * (ascending.length - 1);
  const below = ascending[Math.floor(place)] ?? 0;
  const above = ascending[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
