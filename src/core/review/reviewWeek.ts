import { addDays, isoWeekKey, mondayOfWeek, startOfWeek, type DayKey, type LocalCalendar } from "../localDay.ts";

/** A week of the person's calendar. */
export interface ReviewWeek {
  readonly week: string;
  /** Monday and Sunday. */
  readonly from: DayKey;
  readonly to: DayKey;
  readonly startMs: number;
  readonly endMs: number;
  readonly isOver: boolean;
  /** Weeks to turn to. */
  readonly previous: string | undefined;
  readonly next: string | undefined;
}

const DAYS = 7;

/**
 * The week asked for; without one, or for one that is not there, the last that is over.
 * @param oldestMs first call of the ledger; `undefined` in an empty one
 */
export function reviewWeek(
  asked: string | undefined,
  calendar: LocalCalendar,
  nowMs: number,
  oldestMs: number | undefined,
): ReviewWeek {
  const thisMonday = startOfWeek(calendar.dayKey(nowMs));
  const lastMonday = addDays(thisMonday, -DAYS);
  const wanted = asked === undefined ? undefined : mondayOfWeek(asked);
  const from = wanted === undefined || wanted > thisMonday ? lastMonday : wanted;
  const after = addDays(from, DAYS);
  const oldest = oldestMs === undefined ? undefined : calendar.dayKey(oldestMs);
  return {
    week: isoWeekKey(from),
    from,
    to: addDays(from, DAYS - 1),
    startMs: calendar.startOfDay(from),
    endMs: calendar.startOfDay(after),
    isOver: from < thisMonday,
    previous: oldest !== undefined && oldest < from ? isoWeekKey(addDays(from, -DAYS)) : undefined,
    next: from < thisMonday ? isoWeekKey(after) : undefined,
  };
}
