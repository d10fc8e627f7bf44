import { isDayKey, nextDayKey } from "../core/localDay.ts";
import type { LocalCalendar } from "../core/localDay.ts";
import { UsageError } from "./exitCode.ts";

export interface Range {
  readonly sinceMs: number | undefined;
  readonly untilMs: number | undefined;
}

/**
 * What `--since` and `--until` ask for: local days, both included whole, or instants, the second no longer included.
 * @throws UsageError
 */
export function parseRange(since: string | undefined, until: string | undefined, calendar: LocalCalendar): Range {
  const from = since === undefined ? undefined : { text: since, ms: startOf("--since", since, calendar) };
  const to = until === undefined ? undefined : { text: until, ms: endOf("--until", until, calendar) };
  if (from !== undefined && to !== undefined && isReversed(from, to)) {
    throw new UsageError("--until is before --since.");
  }
  return { sinceMs: from?.ms, untilMs: to?.ms };
}

interface Bound {
  readonly text: string;
  readonly ms: number;
}

function isReversed(from: Bound, to: Bound): boolean {
  if (!isDayKey(to.text)) return to.ms < from.ms;
  // Days are compared as such: one that the zone left out has no length. A day's end is no longer of the day.
  return isDayKey(from.text) ? to.text < from.text : to.ms <= from.ms;
}

function startOf(option: string, text: string, calendar: LocalCalendar): number {
  return isDayKey(text) ? calendar.startOfDay(text) : instant(option, text);
}

function endOf(option: string, text: string, calendar: LocalCalendar): number {
  return isDayKey(text) ? calendar.startOfDay(nextDayKey(text)) : instant(option, text);
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

function instant(option: string, text: string): number {
  const day = INSTANT.exec(text)?.[1];
  const ms = Date.parse(text);
  // Date.parse takes 30 February for 2 March.
  if (day === undefined || !isDayKey(day) || Number.isNaN(ms)) {
    throw new UsageError(
      `${option} must be a day like 2026-11-22 or an instant like 2026-11-22T13:00Z; "${text}" is not.`,
    );
  }
  return ms;
}
