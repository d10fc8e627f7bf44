import { t } from "@vscode/l10n";
import type { DateRange } from "../../shared/dateRange.ts";
import { UserError } from "../../shared/userError.ts";
import { addDays, isDayKey, startOfMonth, type DayKey } from "../localDay.ts";

/** Days of the person's calendar, both included. */
export interface DayRange {
  readonly from: DayKey;
  readonly to: DayKey;
  readonly days: number;
}

export interface DayExtent {
  readonly first: DayKey;
  readonly last: DayKey;
}

/** No ledger reaches back as far; it keeps answers about absurd ranges short. */
const MOST_DAYS = 10_000;
const DAY_MS = 86_400_000;

/**
 * The days that a person asks for. Days that have not come yet are left out, unless the ledger holds calls of them (the clock was
 * set back) and all of it is asked for.
 * @param extent of the days with usage; `undefined` in an empty ledger
 * @throws UserError for a day that does not exist
 */
export function resolveRange(range: DateRange, today: DayKey, extent: DayExtent | undefined): DayRange {
  switch (range.kind) {
    case "last":
      return between(addDays(today, 1 - range.days), today);
    case "month":
      return between(startOfMonth(today), today);
    case "all":
      return between(earlier(extent?.first ?? today, today), later(extent?.last ?? today, today));
    case "between": {
      for (const day of [range.from, range.to]) {
        if (!isDayKey(day)) throw new UserError(t('There is no day "{0}". Give a day such as 2026-11-22.', day));
      }
      // Whichever was chosen first.
      return between(earlier(earlier(range.from, range.to), today), earlier(later(range.from, range.to), today));
    }
  }
}

/** First and last of days in no order. */
export function extentOf(days: Iterable<DayKey>): DayExtent | undefined {
  let first: DayKey | undefined;
  let last: DayKey | undefined;
  for (const day of days) {
    if (first === undefined || day < first) first = day;
    if (last === undefined || day > last) last = day;
  }
  return first === undefined || last === undefined ? undefined : { first, last };
}

/** As many days right before. */
export function rangeBefore({ from, days }: DayRange): DayRange {
  return { from: addDays(from, -days), to: addDays(from, -1), days };
}

function between(from: DayKey, to: DayKey): DayRange {
  const days = 1 + daysFrom(from, to);
  if (days <= MOST_DAYS) return { from, to, days };
  return { from: addDays(to, 1 - MOST_DAYS), to, days: MOST_DAYS };
}

/** Days from one to the other: 1 from a day to the next one. */
export function daysFrom(from: DayKey, to: DayKey): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

function earlier(one: DayKey, other: DayKey): DayKey {
  return one < other ? one : other;
}

function later(one: DayKey, other: DayKey): DayKey {
  return one > other ? one : other;
}
