import { numberIn, type Queries } from "../database/boardDatabase.ts";

const DAY_MS = 86_400_000;
/** Nobody is asked again before. */
const ASK_EVERY_MS = 30 * DAY_MS;
/** Boards with no more members ask nobody: there people know one another. */
const LEAST_MEMBERS = 1_000;
/** Who has not answered by then is on no list until they do. Nothing else changes for them. */
const ANSWER_MS = 14 * DAY_MS;
/** An ask is forgotten then, and whoever is about to be listed is asked anew. */
export const ASK_KEPT_MS = 60 * DAY_MS;
/** The list, and who is about to be on it. */
const ASKED_PLACES = 275;

/** Who was asked for evidence and has let the time for it pass: a condition on `member m`. `nowMs` is SQL. */
export function owesEvidence(nowMs: string): string {
  return `EXISTS (SELECT 1 FROM evidence_ask e WHERE e.member_id = m.member_id
    AND e.asked_ms <= ${nowMs} - ${ANSWER_MS} AND coalesce(m.verified_until_ms, 0) <= ${nowMs})`;
}

/** Asks those for evidence who are on the list, or about to be, and are not verified; everybody else is left alone. */
export async function askEvidence(queries: Queries, nowMs: number): Promise<number> {
  // Not counted further than it matters: of a million it would take seconds, every two minutes.
  const [counted] = await queries.query(
    `SELECT count(*) AS n FROM (SELECT 1 FROM window30 WHERE score > 0 LIMIT ${LEAST_MEMBERS + 1}) scored`,
  );
  if (numberIn(counted, "n") <= LEAST_MEMBERS) return 0;
  const rows = await queries.query(
    `INSERT INTO evidence_ask (member_id, asked_ms)
     SELECT t.member_id, $1::bigint FROM (
       SELECT w.member_id FROM window30 w WHERE w.listed AND w.held_until_ms IS NULL AND w.score >= 1
       ORDER BY w.score DESC, w.first_ms, w.member_id LIMIT ${ASKED_PLACES}) t
     JOIN member m ON m.member_id = t.member_id
     WHERE coalesce(m.verified_until_ms, 0) <= $1
       AND NOT EXISTS (SELECT 1 FROM evidence_ask e WHERE e.member_id = t.member_id AND e.asked_ms > $2)
     FOR UPDATE OF m
     ON CONFLICT (member_id) DO UPDATE SET asked_ms = excluded.asked_ms, answered_ms = NULL, outcome = NULL
     RETURNING member_id`,
    [nowMs, nowMs - ASK_EVERY_MS],
  );
  return rows.length;
}

/** Whether a member has been asked and has not shown enough yet. */
export async function isEvidenceAsked(queries: Queries, member: number, nowMs: number): Promise<boolean> {
  const rows = await queries.query(
    `SELECT 1 FROM evidence_ask e JOIN member m ON m.member_id = e.member_id
     WHERE e.member_id = $1 AND coalesce(m.verified_until_ms, 0) <= $2`,
    [member, nowMs],
  );
  return rows.length > 0;
}
