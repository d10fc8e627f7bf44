import type { BoardDatabase } from "../../../src/server/database/boardDatabase.ts";
import { settleDays } from "../../../src/server/ranking/moveWindows.ts";
import type { UsageRow } from "../../../src/shared/board/usageRow.ts";

const DAY_MS = 86_400_000;

export interface MadePerson {
  readonly member: number;
  readonly team?: number;
  readonly handle?: string;
  readonly rows: readonly UsageRow[];
}

/** Puts people on a board as if their uploads had long been there, and counts them. Devices are a month old. */
export async function makeCompany(
  database: BoardDatabase,
  people: readonly MadePerson[],
  nowMs: number,
): Promise<void> {
  const terms = [...new Set(people.flatMap(({ rows }) => rows.flatMap(({ tool, model }) => [tool, model])))];
  await database.query(
    "INSERT INTO term (name) SELECT name FROM jsonb_array_elements_text($1::jsonb) AS t(name) ON CONFLICT DO NOTHING",
    [JSON.stringify(terms)],
  );
  const list = JSON.stringify(people.map(({ member, team = null, handle = null }) => ({ member, team, handle })));
  await database.query(
    `INSERT INTO member (member_id, joined_ms, team_id, handle, listed)
     SELECT member, $2, team, handle, handle IS NOT NULL FROM jsonb_to_recordset($1::jsonb) AS r(member bigint, team int, handle text)`,
    [list, nowMs],
  );
  await database.query(
    `INSERT INTO device (member_id, device_id, public_key, created_ms, bucket_left, bucket_ms)
     SELECT member, 1, '', $2, 0, 0 FROM jsonb_to_recordset($1::jsonb) AS r(member bigint)`,
    [list, nowMs - 30 * DAY_MS],
  );
  await addRows(database, people, nowMs);
}

/** More rows of people who are there. */
export async function addRows(
  database: BoardDatabase,
  people: readonly Pick<MadePerson, "member" | "rows">[],
  nowMs: number,
): Promise<void> {
  const rows = people.flatMap(({ member, rows: own }) => own.map((row) => ({ member, ...row })));
  await database.query(
    `INSERT INTO usage_hour (member_id, device_id, h, tool, model, mode, inp, outp, cr, cw, calls, busy_s, turns, max_prompt,
       recount, sess, shift_h, parser, tool_version, first_seen_ms, rev)
     SELECT r.member, 1, r.h, t.term_id, m.term_id, r.mode, r."in", r."out", r.cr, r.cw, r.calls, r.busy, r.turns, r."maxPrompt",
       r.recount, r.sess, 0, 3, '', (r.h + 1)::bigint * 3600000, r.rev
     FROM jsonb_to_recordset($1::jsonb) AS r(member bigint, h int, tool text, model text, mode smallint, "in" bigint,
       "out" bigint, cr bigint, cw bigint, calls bigint, busy int, turns int, "maxPrompt" bigint, recount bigint, sess int,
       rev bigint)
     JOIN term t ON t.name = r.tool JOIN term m ON m.name = r.model`,
    [JSON.stringify(rows)],
  );
  await database.query(
    `INSERT INTO member_day (member_id, day, seen, counted, steered, turns, hours, next_settle_ms)
     SELECT DISTINCT r.member, r.h / 24, 0, 0, 0, 0, 0, 0 FROM jsonb_to_recordset($1::jsonb) AS r(member bigint, h int)
     ON CONFLICT (member_id, day) DO UPDATE SET next_settle_ms = 0`,
    [JSON.stringify(rows)],
  );
  await settleDays(database, nowMs, 1_000_000);
}
