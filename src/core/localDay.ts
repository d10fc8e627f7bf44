import { t } from "@vscode/l10n";

import { UserError } from "../shared/userError.ts";

/** A calendar day as `2026-11-22`. Sorts as text. */
export type DayKey = string;

export interface LocalDay {
  readonly key: DayKey;
  /** First instant of the day. */
  readonly startMs: number;
  /** First instant of the next day. */
  readonly endMs: number;
}

/**
 * Days of one time zone. A day is the time from its first instant to the first instant of the next one, so days tile the
 * time line: where a clock is set back over midnight, the repeated minutes stay in the day that had begun.
 */
export interface LocalCalendar {
  readonly timeZone: string;
  dayKey(ms: number): DayKey;
  /** First instant of the day. Of a day the zone left out (a move of the date line), the start of the day after. */
  startOfDay(key: DayKey): number;
  /** Days that hold an instant of `sinceMs` to before `untilMs`, in order; days the zone left out are not among them. */
  localDays(sinceMs: number, untilMs: number): Iterable<LocalDay>;
  /** Hour that the zone's clock shows, 0 to 23. */
  clockHour(ms: number): number;
}

const DAY_MS = 86_400_000;
const SECOND_MS = 1000;
/** No zone has ever been farther from UTC (Alaska and Manila before the date line was settled: 15 h 14 min, 15 h 56 min). */
const FARTHEST_OFFSET_MS = 16 * 3_600_000;

export function createLocalCalendar(timeZone: string): LocalCalendar {
  const offsetMs = zoneOffset(timeZone);
  const starts = new Map<DayKey, number>();
  let latest: LocalDay | undefined;

  function startOfDay(key: DayKey): number {
    const known = starts.get(key);
    if (known !== undefined) return known;
    const start = firstInstantReading(utcMidnight(key), offsetMs);
    starts.set(key, start);
    return start;
  }

  function dayAt(ms: number): LocalDay {
    // Calls mostly come in the order of time: the day of the last answer is the likeliest.
    if (latest !== undefined && latest.startMs <= ms && ms < latest.endMs) return latest;
    let key = keyOfUtcDay(ms + offsetMs(ms));
    let endMs = startOfDay(nextDayKey(key));
    while (endMs <= ms) {
      key = nextDayKey(key);
      endMs = startOfDay(nextDayKey(key));
    }
    latest = { key, startMs: startOfDay(key), endMs };
    return latest;
  }

  return {
    timeZone,
    dayKey: (ms) => dayAt(ms).key,
    startOfDay,
    *localDays(sinceMs, untilMs) {
      for (let ms = sinceMs; ms < untilMs;) {
        const day = dayAt(ms);
        yield day;
        ms = day.endMs;
      }
    },
    clockHour: (ms) => new Date(ms + offsetMs(ms)).getUTCHours(),
  };
}

/** Day of an instant in UTC, the time zone the board and the caps on counted tokens use. */
export function utcDayKey(ms: number): DayKey {
  return keyOfUtcDay(ms);
}

/** Whether a text is a day that exists, of the years 1900 to 2999. */
export function isDayKey(text: string): boolean {
  return /^(19|2\d)\d{2}-\d{2}-\d{2}$/.test(text) && text === keyOfParsed(Date.parse(`${text}T00:00:00Z`));
}

export function addDays(key: DayKey, days: number): DayKey {
  return keyOfUtcDay(utcMidnight(key) + days * DAY_MS);
}

export function nextDayKey(key: DayKey): DayKey {
  return addDays(key, 1);
}

/** Monday of the day's week. */
export function startOfWeek(key: DayKey): DayKey {
  return addDays(key, 1 - isoWeekday(key));
}

/** First day of the day's month. */
export function startOfMonth(key: DayKey): DayKey {
  return `${monthKey(key)}-01`;
}

/** Last day of the day's month. */
export function endOfMonth(key: DayKey): DayKey {
  // Any month ends within 31 days of its first, and the next one begins then.
  return addDays(startOfMonth(addDays(startOfMonth(key), 31)), -1);
}

/** `2026-11`. */
export function monthKey(key: DayKey): string {
  return key.slice(0, -3);
}

/** ISO 8601 week as `2026-W47`. The year is the one the week's Thursday lies in, so it may differ from the day's. */
export function isoWeekKey(key: DayKey): string {
  const thursday = addDays(key, 4 - isoWeekday(key));
  const year = thursday.slice(0, 4);
  const week = Math.floor((utcMidnight(thursday) - utcMidnight(`${year}-01-01`)) / (7 * DAY_MS)) + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}

/** Monday of an ISO week such as `2026-W47`; `undefined` for a week that its year does not have. */
export function mondayOfWeek(week: string): DayKey | undefined {
  const [year, number] = week.split("-W");
  // The fourth of January lies in the first week of its year.
  const monday = addDays(startOfWeek(`${year}-01-04`), 7 * (Number(number) - 1));
  return isoWeekKey(monday) === week ? monday : undefined;
}

/** 1 Monday to 7 Sunday. */
function isoWeekday(key: DayKey): number {
  return new Date(utcMidnight(key)).getUTCDay() || 7;
}

function utcMidnight(key: DayKey): number {
  const ms = Date.parse(`${key}T00:00:00Z`);
  if (Number.isNaN(ms)) throw new RangeError(`not a day: ${key}`);
  return ms;
}

function keyOfUtcDay(ms: number): DayKey {
  return new Date(ms).toISOString().slice(0, 10);
}

function keyOfParsed(ms: number): DayKey | undefined {
  return Number.isNaN(ms) ? undefined : keyOfUtcDay(ms);
}

type ZoneOffset = (ms: number) => number;

/** Local clock minus UTC at an instant. */
function zoneOffset(timeZone: string): ZoneOffset {
  const format = clockFormat(timeZone);
  return (ms) => {
    const [month, day, year, hour, minute, second] = format.format(ms).match(/\d+/g)?.map(Number) ?? [];
    if (year === undefined || month === undefined || day === undefined) throw new RangeError(`no local time for ${ms}`);
    const local = Date.UTC(year, month - 1, day, hour, minute, second);
    return local - Math.floor(ms / SECOND_MS) * SECOND_MS;
  };
}

function clockFormat(timeZone: string): Intl.DateTimeFormat {
  try {
    // en-US is in every build of Node and writes month/day/year, hour:minute:second.
    return new Intl.DateTimeFormat("en-US", {
      timeZone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch (cause) {
    throw new UserError(t('"{0}" is not a time zone. Give an IANA name such as Europe/Berlin or UTC.', timeZone), {
      cause,
    });
  }
}

/** First instant at which the zone's clock reads `clockMs` (a UTC instant standing for the reading) or later. */
function firstInstantReading(clockMs: number, offsetMs: ZoneOffset): number {
  let before = clockMs - FARTHEST_OFFSET_MS;
  let after = clockMs + FARTHEST_OFFSET_MS;
  const oldOffset = offsetMs(before);
  const newOffset = offsetMs(after);
  if (oldOffset === newOffset) return clockMs - oldOffset;
  // The clock is changed once in between (it never is twice within 32 hours): find the first instant of the new offset.
  while (after - before > SECOND_MS) {
    const middle = Math.floor((before + after) / 2 / SECOND_MS) * SECOND_MS;
    if (offsetMs(middle) === oldOffset) before = middle;
    else after = middle;
  }
  const byOldClock = clockMs - oldOffset;
  return byOldClock < after ? byOldClock : Math.max(after, clockMs - newOffset);
}
