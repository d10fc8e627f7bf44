import { countMemberDay } from "../../core/board/countMemberDay.ts";
import { numberIn, type BoardDatabase, type Queries } from "../database/boardDatabase.ts";
import type { DaySum } from "../ingest/usageHours.ts";

/** Days of the window, today among them. */
export const WINDOW_DAYS = 30;
/** Members whose windows are moved on in one transaction: few enough to keep nobody waiting. */
const SLIDE_BATCH = 500;

export interface MemberWindows {
  /** Counts the given days anew. A day without a sum has no use any more. */
  putDays(member: number, days: readonly number[], sums: readonly DaySum[]): Promise<void>;
  /** Sums the member's 30 days up to `today` anew. */
  refresh(member: number, listed: boolean, today: number, nowMs: number): Promise<void>;
}

export function memberWindowsIn(queries: Queries): MemberWindows {
  return {
    async putDays(member, days, sums) {
      const records = days.map((day) => {
        const ofDay = sums.filter((sum) => sum.day === day);
        const hours = ofDay.reduce((all, sum) => all | sum.hours, 0);
        return { day, hours, ...countMemberDay(ofDay) };
      });
      await queries.query(PUT_DAYS, [member, JSON.stringify(records)]);
    },
    async refresh(member, listed, today, nowMs) {
      await queries.query(REFRESH, [member, listed, today, nowMs]);
    },
  };
}

/**
 * Moves on the windows that end before `today`, a few hundred members at a time.
 *
 * @returns how many were moved on
 */
export async function slideWindows(database: BoardDatabase, today: number, nowMs: number): Promise<number> {
  let moved = 0;
  for (;;) {
    const now = await database.transaction(async (queries) => {
      // Whom an upload holds just now is moved on by that upload.
      const rows = await queries.query(
        `SELECT m.member_id FROM member m JOIN window30 w ON w.member_id = m.member_id WHERE w.asof < $1
         ORDER BY m.member_id LIMIT ${SLIDE_BATCH} FOR UPDATE OF m SKIP LOCKED`,
        [today],
      );
      if (rows.length > 0)
        await queries.query(SLIDE, [today, nowMs, JSON.stringify(rows.map((row) => numberIn(row, "member_id")))]);
      return rows.length;
    });
    moved += now;
    if (now < SLIDE_BATCH) return moved;
  }
}

const PUT_DAYS = `
  INSERT INTO member_day (member_id, day, seen, counted, steered, turns, hours)
  SELECT $1::bigint, r.day, r.seen, r.counted, r.steered, r.turns, r.hours
  FROM jsonb_to_recordset($2::jsonb) AS r(day int, seen bigint, counted bigint, steered bigint, turns int, hours int)
  ON CONFLICT (member_id, day) DO UPDATE SET seen = excluded.seen, counted = excluded.counted, steered = excluded.steered,
    turns = excluded.turns, hours = excluded.hours`;

/** A day counts as active from 3 human turns and 50,000 tokens on, as for the badges. */
const SUMS = `
  coalesce(sum(d.counted), 0)::bigint AS score, least(coalesce(sum(d.seen), 0), ${Number.MAX_SAFE_INTEGER})::bigint AS seen,
  least(coalesce(sum(d.steered), 0), ${Number.MAX_SAFE_INTEGER})::bigint AS steered,
  (count(*) FILTER (WHERE d.turns >= 3 AND d.seen >= 50000))::int AS active_days`;

const SET_WINDOW = `
  score = excluded.score, seen = excluded.seen, steered = excluded.steered, active_days = excluded.active_days,
  listed = excluded.listed, asof = greatest(window30.asof, excluded.asof),
  first_ms = CASE WHEN excluded.score > window30.score THEN excluded.first_ms ELSE window30.first_ms END`;

const REFRESH = `
  INSERT INTO window30 (member_id, listed, score, seen, steered, active_days, first_ms, asof)
  SELECT $1::bigint, $2::boolean, s.score, s.seen, s.steered, s.active_days, $4::bigint, $3::int FROM (
    SELECT ${SUMS} FROM member_day d WHERE d.member_id = $1 AND d.day BETWEEN $3::int - ${WINDOW_DAYS - 1} AND $3::int) s
  ON CONFLICT (member_id) DO UPDATE SET ${SET_WINDOW}`;

const SLIDE = `
  INSERT INTO window30 (member_id, listed, score, seen, steered, active_days, first_ms, asof)
  SELECT m.member_id, m.listed, s.score, s.seen, s.steered, s.active_days, $2::bigint, $1::int
  FROM member m CROSS JOIN LATERAL (
    SELECT ${SUMS} FROM member_day d WHERE d.member_id = m.member_id AND d.day BETWEEN $1::int - ${WINDOW_DAYS - 1} AND $1::int) s
  WHERE m.member_id IN (SELECT jsonb_array_elements_text($3::jsonb)::bigint)
  ON CONFLICT (member_id) DO UPDATE SET ${SET_WINDOW}`;
