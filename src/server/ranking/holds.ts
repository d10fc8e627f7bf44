import { numberIn, type BoardDatabase, type Queries } from "../database/boardDatabase.ts";
import { memberWindowsIn } from "./memberWindows.ts";

/**
 * Takes a member out of the ranks until then, or puts them back. Uploads go on, and the member sees everything. The member has to
 * be locked.
 *
 * @param untilMs `undefined` ends a hold
 */
export async function setHold(
  queries: Queries,
  member: number,
  untilMs: number | undefined,
  nowMs: number,
): Promise<void> {
  await queries.query("UPDATE member SET held_until_ms = $2 WHERE member_id = $1", [member, untilMs ?? null]);
  await memberWindowsIn(queries, nowMs).refresh([member]);
}

/** Ends the holds that nobody has decided about in their time. */
export async function endHolds(database: BoardDatabase, nowMs: number): Promise<void> {
  await database.transaction(async (queries) => {
    // Who is locked is being written for, and comes next time.
    const rows = await queries.query(
      `SELECT m.member_id FROM member m JOIN window30 w ON w.member_id = m.member_id WHERE w.held_until_ms <= $1
       ORDER BY m.member_id LIMIT 500 FOR UPDATE OF m SKIP LOCKED`,
      [nowMs],
    );
    const members = rows.map((row) => numberIn(row, "member_id"));
    if (members.length === 0) return;
    await queries.query(
      "UPDATE member SET held_until_ms = NULL WHERE member_id = ANY ($1::bigint[]) AND held_until_ms <= $2",
      [members, nowMs],
    );
    await memberWindowsIn(queries, nowMs).refresh(members);
  });
}
