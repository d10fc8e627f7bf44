import { addDays, type DayKey } from "./localDay.ts";
import { daysFrom } from "./insights/resolveRange.ts";

const DAYS_PER_WEEK = 7;
const MOST_WEEKS = 4;
/** Days before today that are looked at. */
export const USUAL_DAYS = MOST_WEEKS * DAYS_PER_WEEK;

/** A stretch of days that is not over. */
export interface OpenPeriod {
  readonly today: DayKey;
  /** Its last day. */
  readonly lastDay: DayKey;
  /** What it has come to, today included. */
  readonly soFar: number;
  /** First day with usage there has ever been. */
  readonly firstDay: DayKey;
}

/**
 * What a period comes to, had each day to come been like the same weekday of one of the last four whole weeks: a sum for each
 * of these weeks, ascending. So weekends count as weekends, days off as days off, and one wild day does not decide. Today
 * counts with what is missing to such a day.
 * @param amountOf what a day came to; 0 where there was no usage
 * @returns nothing below a week of history before today
 */
export function likelySums(
  { today, lastDay, soFar, firstDay }: OpenPeriod,
  amountOf: (day: DayKey) => number,
): readonly number[] {
  const weeks = Math.max(0, Math.min(MOST_WEEKS, Math.floor(daysFrom(firstDay, today) / DAYS_PER_WEEK)));
  return Array.from({ length: weeks }, (_, week) => {
    // The same weekday of a week that ended yesterday or a number of weeks before.
    const like = (day: DayKey): number => {
      const weekday = daysFrom(today, day) % DAYS_PER_WEEK;
      return amountOf(addDays(today, weekday - DAYS_PER_WEEK * (week + 1)));
    };
    let sum = soFar + Math.max(0, like(today) - amountOf(today));
    for (let day = addDays(today, 1); day <= lastDay; day = addDays(day, 1)) sum += like(day);
    return sum;
  }).toSorted((a, b) => a - b);
}

/** Value below which the share of ascending values lies, between two of them in proportion. */
export function quantile(ascending: readonly number[], share: number): number {
  const place = share * (ascending.length - 1);
  const below = ascending[Math.floor(place)] ?? 0;
  const above = ascending[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
