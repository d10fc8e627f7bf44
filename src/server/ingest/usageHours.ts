import { bitOf } from "../../core/board/checks/signalBits.ts";
import type { UsageRow } from "../../shared/board/usageRow.ts";
import { numberIn, type Queries } from "../database/boardDatabase.ts";
import { KEEP_TOLD_IN_TIME } from "../ranking/toldInTime.ts";

/** A row with names as numbers; the key is that of the sender's clock. */
export interface StoredKey {
  readonly h: number;
  readonly tool: number;
  readonly model: number;
  readonly mode: number;
}
export interface RowToStore extends StoredKey {
  readonly row: UsageRow;
  /** A bit for each check that the row has broken. */
  readonly signals: number;
}
export interface HeldRow extends StoredKey {
  readonly rev: number;
  readonly shiftH: number;
  readonly firstSeenMs: number;
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
}

export function usageHoursIn(queries: Queries): UsageHours {
  return {
    async held(member, device, keys) {
      const rows = await queries.query(
        `SELECT u.h, u.tool, u.model, u.mode, u.rev, u.shift_h, u.first_seen_ms FROM usage_hour u
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
        firstSeenMs: numberIn(row, "first_seen_ms"),
      }));
    },
    async put(origin, rows) {
      const records = rows.map(({ tool, model, row, signals }) => ({ ...row, tool, model, signals }));
      await queries.query(PUT, [
        origin.member,
        origin.device,
        origin.shiftH,
        origin.parser,
        origin.nowMs,
        JSON.stringify(records),
      ]);
    },
  };
}

/** Whether a row is one that another device has told is found out later, and stays so until it is looked at again. */
const TWIN = bitOf("C8");

const PUT = `
  INSERT INTO usage_hour (member_id, device_id, h, tool, model, mode, inp, outp, cr, cw, calls, busy_s, turns, max_prompt,
    recount, sess, shift_h, parser, tool_version, first_seen_ms, rev, signals)
  SELECT $1::bigint, $2::int, r.h, r.tool, r.model, r.mode, r."in", r."out", r.cr, r.cw, r.calls, r.busy, r.turns, r."maxPrompt",
    r.recount, r.sess, $3::smallint, $4::int, r."toolVersion", $5::bigint, r.rev,
    r.signals
  FROM jsonb_to_recordset($6::jsonb) AS r(h int, tool int, model int, mode smallint, "in" bigint, "out" bigint, cr bigint,
    cw bigint, calls bigint, busy int, turns int, "maxPrompt" bigint, recount bigint, sess int, "toolVersion" text, rev bigint,
    signals int)
  ON CONFLICT (member_id, h, device_id, tool, model, mode) DO UPDATE SET
    inp = excluded.inp, outp = excluded.outp, cr = excluded.cr, cw = excluded.cw, calls = excluded.calls,
    busy_s = excluded.busy_s, turns = excluded.turns, max_prompt = excluded.max_prompt, recount = excluded.recount,
    sess = excluded.sess, shift_h = excluded.shift_h, parser = excluded.parser, tool_version = excluded.tool_version,
    rev = excluded.rev, signals = excluded.signals | (usage_hour.signals & ${TWIN}), ${KEEP_TOLD_IN_TIME}
  WHERE excluded.rev > usage_hour.rev`;
