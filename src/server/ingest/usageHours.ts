import type { ModeSum } from "../../core/board/countMemberDay.ts";
import type { UsageRow } from "../../shared/board/usageRow.ts";
import { numberIn, type Queries } from "../database/boardDatabase.ts";

const MOST = Number.MAX_SAFE_INTEGER;
/** Hours by which a corrected clock may move a row out of the hours of its day. */
const MOST_SHIFTED_H = 14;

/** A row with names as numbers; the key is that of the sender's clock. */
export interface StoredKey {
  readonly h: number;
  readonly tool: number;
  readonly model: number;
  readonly mode: number;
}
export interface RowToStore extends StoredKey {
  readonly row: UsageRow;
}
export interface HeldRow extends StoredKey {
  readonly rev: number;
  readonly shiftH: number;
}
/** What a day holds of one mode; `hours` has a bit for each UTC hour with use. */
export interface DaySum extends ModeSum {
  readonly day: number;
  readonly hours: number;
}
export interface Origin {
  readonly member: number;
  readonly device: number;
  readonly shiftH: number;
  readonly parser: number;
  readonly nowMs: number;
}

export interface UsageHours {
  /** Revisions of those of the keys that the board holds. */
  held(member: number, device: number, keys: readonly StoredKey[]): Promise<readonly HeldRow[]>;
  put(origin: Origin, rows: readonly RowToStore[]): Promise<void>;
  sumDays(member: number, days: readonly number[]): Promise<readonly DaySum[]>;
}

export function usageHoursIn(queries: Queries): UsageHours {
  return {
    async held(member, device, keys) {
      const rows = await queries.query(
        `SELECT u.h, u.tool, u.model, u.mode, u.rev, u.shift_h FROM usage_hour u
         JOIN jsonb_to_recordset($3::jsonb) AS k(h int, tool int, model int, mode smallint)
           ON u.h = k.h AND u.tool = k.tool AND u.model = k.model AND u.mode = k.mode
         WHERE u.member_id = $1 AND u.device_id = $2`,
        [member, device, JSON.stringify(keys.map(({ h, tool, model, mode }) => ({ h, tool, model, mode })))],
      );
      return rows.map((row) => ({
        h: numberIn(row, "h"),
        tool: numberIn(row, "tool"),
        model: numberIn(row, "model"),
        mode: numberIn(row, "mode"),
        rev: numberIn(row, "rev"),
        shiftH: numberIn(row, "shift_h"),
      }));
    },
    async put(origin, rows) {
      const records = rows.map(({ tool, model, row }) => ({ ...row, tool, model }));
      await queries.query(PUT, [
        origin.member,
        origin.device,
        origin.shiftH,
        origin.parser,
        origin.nowMs,
        JSON.stringify(records),
      ]);
    },
    async sumDays(member, days) {
      if (days.length === 0) return [];
      const first = Math.min(...days) * 24 - MOST_SHIFTED_H;
      const last = Math.max(...days) * 24 + 23 + MOST_SHIFTED_H;
      const rows = await queries.query(SUM_DAYS, [member, first, last, days]);
      return rows.map((row) => ({
        day: numberIn(row, "day"),
        mode: numberIn(row, "mode") === 1 ? 1 : 0,
        in: numberIn(row, "inp"),
        out: numberIn(row, "outp"),
        cr: numberIn(row, "cr"),
        cw: numberIn(row, "cw"),
        turns: numberIn(row, "turns"),
        hours: numberIn(row, "hours"),
      }));
    },
  };
}

const PUT = `
  INSERT INTO usage_hour (member_id, device_id, h, tool, model, mode, inp, outp, cr, cw, calls, busy_s, turns, max_prompt,
    recount, sess, shift_h, parser, tool_version, first_seen_ms, rev)
  SELECT $1::bigint, $2::int, r.h, r.tool, r.model, r.mode, r."in", r."out", r.cr, r.cw, r.calls, r.busy, r.turns, r."maxPrompt",
    r.recount, r.sess, $3::smallint, $4::int, r."toolVersion", $5::bigint, r.rev
  FROM jsonb_to_recordset($6::jsonb) AS r(h int, tool int, model int, mode smallint, "in" bigint, "out" bigint, cr bigint,
    cw bigint, calls bigint, busy int, turns int, "maxPrompt" bigint, recount bigint, sess int, "toolVersion" text, rev bigint)
  ON CONFLICT (member_id, h, device_id, tool, model, mode) DO UPDATE SET
    inp = excluded.inp, outp = excluded.outp, cr = excluded.cr, cw = excluded.cw, calls = excluded.calls,
    busy_s = excluded.busy_s, turns = excluded.turns, max_prompt = excluded.max_prompt, recount = excluded.recount,
    sess = excluded.sess, shift_h = excluded.shift_h, parser = excluded.parser, tool_version = excluded.tool_version,
    rev = excluded.rev
  WHERE excluded.rev > usage_hour.rev`;

const SUM_DAYS = `
  SELECT (h + shift_h) / 24 AS day, mode, least(sum(inp), ${MOST})::bigint AS inp, least(sum(outp), ${MOST})::bigint AS outp,
    least(sum(cr), ${MOST})::bigint AS cr, least(sum(cw), ${MOST})::bigint AS cw,
    least(sum(turns::bigint), 2147483647)::int AS turns,
    bit_or(CASE WHEN inp + outp + cr + cw > 0 THEN 1 << ((h + shift_h) % 24) ELSE 0 END) AS hours
  FROM usage_hour WHERE member_id = $1 AND h BETWEEN $2 AND $3 AND (h + shift_h) / 24 = ANY ($4::int[])
  GROUP BY (h + shift_h) / 24, mode`;
