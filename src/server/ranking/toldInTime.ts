import { SETTLING } from "../../core/board/settling.ts";

const HOUR_MS = 3_600_000;

/** Columns of an hour that the rank goes by. Each has one beside it of what had been told in time: see the migration. */
export const RANKED_COLUMNS = ["inp", "outp", "cr", "cw", "turns"] as const;

/** Until when a row may be told or raised and count for it. @param hour how the row is called in the query */
export function toldUntilMs(hour: string): string {
  return `(${hour}.h + ${hour}.shift_h + 1)::bigint * ${HOUR_MS} + ${SETTLING.latestMs}`;
}

/** Sets for a row that is told anew, in an upsert: what had been told in time is kept from then on, whatever comes. */
export const KEEP_TOLD_IN_TIME = RANKED_COLUMNS.map(
  (column) =>
    `timely_${column} = CASE WHEN excluded.first_seen_ms > ${toldUntilMs("usage_hour")}
      THEN coalesce(usage_hour.timely_${column}, usage_hour.${column}) END`,
).join(", ");

/** Sets for rows that count as if they had been told in time. */
export const FORGET_TOLD_IN_TIME = RANKED_COLUMNS.map((column) => `timely_${column} = NULL`).join(", ");

/** What of a figure had been told in time: where the row was raised late that, where it was lowered what is left. */
export function partInTime(hour: string, column: (typeof RANKED_COLUMNS)[number]): string {
  // The least of a number and of NULL is the number.
  return `least(${hour}.${column}, ${hour}.timely_${column})`;
}

/** By how much a figure was raised late. */
export function partLate(hour: string, column: (typeof RANKED_COLUMNS)[number]): string {
  return `${hour}.${column} - ${partInTime(hour, column)}`;
}
