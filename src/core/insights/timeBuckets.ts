import type { Bucket } from "../../shared/insights.ts";
import { addDays, isoWeekKey, monthKey, nextDayKey, type DayKey, type LocalCalendar } from "../localDay.ts";
import type { DayRange } from "./resolveRange.ts";

/** A stretch of time that usage is added up over. */
export interface TimeBucket {
  readonly startMs: number;
  readonly label: string;
}

/** Buckets of days, with the days of each. */
export interface DayBucket extends TimeBucket {
  readonly days: readonly DayKey[];
}

const HOUR_MS = 3_600_000;
/** Hours of more days than these are too many to look at; days of more than two years likewise. */
const MOST_DAYS_IN_HOURS = 14;
const MOST_DAYS_IN_DAYS = 731;

/** The bucket that a range is shown in: the one asked for, or the next longer one that does not make too many. */
export function bucketFor(asked: Bucket, { days }: DayRange): Bucket {
  const bucket = asked === "hour" && days > MOST_DAYS_IN_HOURS ? "day" : asked;
  return bucket === "day" && days > MOST_DAYS_IN_DAYS ? "week" : bucket;
}

/** Buckets of a range, the oldest first and without a gap. The first and the last one hold only their days within it. */
export function dayBuckets(bucket: Exclude<Bucket, "hour">, range: DayRange, calendar: LocalCalendar): DayBucket[] {
  const buckets: { startMs: number; label: string; days: DayKey[] }[] = [];
  for (let day = range.from; day <= range.to; day = addDays(day, 1)) {
    const label = labelOf(bucket, day);
    const last = buckets.at(-1);
    if (last?.label === label) last.days.push(day);
    else buckets.push({ startMs: calendar.startOfDay(day), label, days: [day] });
  }
  return buckets;
}

/**
 * Hours of a range, the oldest first and without a gap, counted from each day's first instant. An hour that the clock repeats
 * comes twice, with the same label; one that it leaves out does not come.
 */
export function hourBuckets(range: DayRange, calendar: LocalCalendar): TimeBucket[] {
  const buckets: TimeBucket[] = [];
  const endMs = calendar.startOfDay(nextDayKey(range.to));
  for (const day of calendar.localDays(calendar.startOfDay(range.from), endMs)) {
    for (let startMs = day.startMs; startMs < day.endMs; startMs += HOUR_MS) {
      const hour = String(calendar.clockHour(startMs)).padStart(2, "0");
      buckets.push({ startMs, label: `${day.key} ${hour}` });
    }
  }
  return buckets;
}

function labelOf(bucket: Exclude<Bucket, "hour">, day: DayKey): string {
  switch (bucket) {
    case "day":
      return day;
    case "week":
      return isoWeekKey(day);
    case "month":
      return monthKey(day);
  }
}
