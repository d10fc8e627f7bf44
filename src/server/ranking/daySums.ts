import type { ModeSum, Settling } from "../../core/board/countMemberDay.ts";
import { PROVISIONAL_SIGNALS } from "../../core/board/provisionalSignals.ts";
import { SETTLING } from "../../core/board/settling.ts";
import { WIRE_BOUNDS } from "../../shared/board/wireBounds.ts";
import { numberIn, optionalNumberIn, type Queries, type Row } from "../database/boardDatabase.ts";
import { partInTime, partLate, RANKED_COLUMNS, toldUntilMs } from "./toldInTime.ts";

const MOST = Number.MAX_SAFE_INTEGER;
const HOUR_MS = 3_600_000;

/** A day of a member: the unit that is counted, and counted anew. */
export interface DayKey {
  readonly member: number;
  readonly day: number;
}

/** What a day holds of one mode, by what becomes of it. */
export interface DaySum extends ModeSum, DayKey {
  /** A bit for each UTC hour with use. */
  readonly hours: number;
  /** When the next of these rows settles; `undefined` where none will. */
  readonly nextSettleMs: number | undefined;
}

/** Sums of some days of one member, for whoever has just changed them. */
export async function sumDaysOf(
  queries: Queries,
  member: number,
  days: readonly number[],
  nowMs: number,
): Promise<readonly DaySum[]> {
  if (days.length === 0) return [];
  const rows = await queries.query(SUM_OF_MEMBER, [nowMs, member, ...hoursOfDays(days), days]);
  return rows.flatMap(readSums);
}

/** Sums of days of many members. */
export async function sumDays(queries: Queries, keys: readonly DayKey[], nowMs: number): Promise<readonly DaySum[]> {
  if (keys.length === 0) return [];
  const members = [...new Set(keys.map(({ member }) => member))];
  const hours = hoursOfDays(keys.map(({ day }) => day));
  return (await queries.query(SUM_OF_DAYS, [nowMs, JSON.stringify(keys), members, ...hours])).flatMap(readSums);
}

/** First and last of the hours in which rows of these days may lie: a corrected clock may have moved one out of its day. */
export function hoursOfDays(days: readonly number[]): readonly [first: number, last: number] {
  return [Math.min(...days) * 24 - WIRE_BOUNDS.skewHours, Math.max(...days) * 24 + 23 + WIRE_BOUNDS.skewHours];
}

const SETTLINGS: Readonly<Record<number, Settling>> = { 0: "never", 1: "settled", 2: "pending" };

/** A sum of rows as far as they were told in time, and of what they were raised by later, which never settles. */
function readSums(row: Row): readonly DaySum[] {
  const settling = SETTLINGS[numberIn(row, "settling")];
  if (settling === undefined) throw new Error("A row settles in a way that is not known");
  const of = {
    member: numberIn(row, "member_id"),
    day: numberIn(row, "day"),
    mode: numberIn(row, "mode") === 1 ? 1 : 0,
    hours: numberIn(row, "hours"),
  } as const;
  const nextSettleMs = optionalNumberIn(row, "next_settle_ms");
  const sum = { ...of, settling, ...figuresIn(row, ""), nextSettleMs };
  const raise = figuresIn(row, "late_");
  const isRaised = Object.values(raise).some((figure) => figure > 0);
  return isRaised ? [sum, { ...of, settling: "never", ...raise, nextSettleMs: undefined }] : [sum];
}

function figuresIn(row: Row, prefix: "" | "late_"): Pick<ModeSum, "in" | "out" | "cr" | "cw" | "turns"> {
  return {
    in: numberIn(row, `${prefix}inp`),
    out: numberIn(row, `${prefix}outp`),
    cr: numberIn(row, `${prefix}cr`),
    cw: numberIn(row, `${prefix}cw`),
    turns: numberIn(row, `${prefix}turns`),
  };
}

/** The rule of `settlesAtMs`; a test holds the two side by side. */
const SETTLES_MS = `
  CASE WHEN u.signals & ${PROVISIONAL_SIGNALS} = 0
      AND u.first_seen_ms <= ${toldUntilMs("u")}
    THEN greatest((u.h + u.shift_h + 1)::bigint * ${HOUR_MS} + ${SETTLING.afterHourMs}, d.created_ms + ${SETTLING.afterDeviceMs})
  END`;

const HELD = RANKED_COLUMNS.map((column) => `u.${column}, u.timely_${column}`).join(", ");

/** Sums of one figure: of what had been told in time, and of what came later. */
const sumsOf = (column: (typeof RANKED_COLUMNS)[number]): string => {
  const [most, type] = column === "turns" ? ([2_147_483_647, "int"] as const) : ([MOST, "bigint"] as const);
  const sum = (figure: string): string => `least(sum((${figure})::bigint), ${most})::${type}`;
  return `${sum(partInTime("r", column))} AS ${column}, ${sum(partLate("r", column))} AS late_${column}`;
};

/** @param rows which rows, as a FROM with what belongs to it; `u` is the hour */
const sumOf = (rows: string): string => `
  SELECT r.member_id, r.day, r.mode, r.settling, ${RANKED_COLUMNS.map(sumsOf).join(", ")},
    min(r.settles_ms) FILTER (WHERE r.settling = 2) AS next_settle_ms,
    bit_or(CASE WHEN r.inp + r.outp + r.cr + r.cw > 0 THEN 1 << r.hour_of_day ELSE 0 END) AS hours
  FROM (
    SELECT s.*, CASE WHEN s.settles_ms IS NULL THEN 0 WHEN s.settles_ms <= $1::bigint THEN 1 ELSE 2 END AS settling FROM (
      SELECT u.member_id, (u.h + u.shift_h) / 24 AS day, (u.h + u.shift_h) % 24 AS hour_of_day, u.mode, ${HELD},
        ${SETTLES_MS} AS settles_ms
      ${rows}) s) r
  GROUP BY r.member_id, r.day, r.mode, r.settling`;

const DEVICE = "JOIN device d ON d.member_id = u.member_id AND d.device_id = u.device_id";

const SUM_OF_MEMBER = sumOf(`
  FROM usage_hour u ${DEVICE}
  WHERE u.member_id = $2 AND u.h BETWEEN $3 AND $4 AND (u.h + u.shift_h) / 24 = ANY ($5::int[])`);

/** By members and hours as well: by the keys alone the planner would rather read the hours of everybody. */
const SUM_OF_DAYS = sumOf(`
  FROM jsonb_to_recordset($2::jsonb) AS k(member bigint, day int)
  JOIN usage_hour u ON u.member_id = k.member AND (u.h + u.shift_h) / 24 = k.day
  ${DEVICE}
  WHERE u.member_id = ANY ($3::bigint[]) AND u.h BETWEEN $4 AND $5`);
