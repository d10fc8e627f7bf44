import { createHash } from "node:crypto";
import type { LeaveReceipt } from "../../shared/board/membership.ts";
import { readBoard } from "../boardRecord.ts";
import { numberIn, type BoardDatabase, type Queries } from "../database/boardDatabase.ts";
import { countLooks } from "../logs/accessLog.ts";
import { noteDeparture } from "../publication/noteDeparture.ts";
import { holdPublication } from "../publication/publicationPass.ts";
import { membersIn } from "./members.ts";

/** As long as late batches are taken from anybody. */
const REFUSED_MS = 35 * 24 * 3_600_000;

/** Every table that holds anything of a member, the member itself last. A test finds a table that is missing here. */
export const MEMBER_TABLES = [
  "usage_hour",
  "member_day",
  "window30",
  "badge",
  "outcome_day",
  "rank_snapshot",
  "flag",
  "check_state",
  "evidence_ask",
  "evidence_part",
  "session_claim",
  "provider_link",
  "provider_day",
  "member_part",
  "member_share",
  "member_figure",
  "published_part",
  "batch_reply",
  "registration",
  "handle",
  "invitation",
  "device",
  "session",
  "sign_in_code",
  "identity",
  "role_grant",
  "staff_name",
  "look_day",
  "account",
  "member",
] as const;

/**
 * Deletes all that the board holds of a member, in one go, and keeps an unreadable mark by which late batches are refused.
 *
 * @returns what was deleted; `undefined` where there is no such member
 */
export async function leave(database: BoardDatabase, member: number, nowMs: number): Promise<LeaveReceipt | undefined> {
  return database.transaction(async (queries) => {
    await holdPublication(queries);
    // Whoever writes for the member holds this lock: nothing can come in behind the deletion.
    if ((await membersIn(queries).lock(member)) === undefined) return undefined;
    const { boardId } = await readBoard(queries);
    await noteDeparture(queries, member);
    // Numbers of members lie in it, the leaver's among them.
    await countLooks(queries);
    const deleted: Record<string, number> = {};
    for (const table of MEMBER_TABLES) {
      const [row] = await queries.query(
        `WITH gone AS (DELETE FROM ${table} WHERE member_id = $1 RETURNING 1) SELECT count(*) AS n FROM gone`,
        [member],
      );
      deleted[table] = numberIn(row, "n");
    }
    const untilMs = nowMs + REFUSED_MS;
    await queries.query(
      "INSERT INTO tombstone (member_hash, until_ms) VALUES ($1, $2) ON CONFLICT (member_hash) DO UPDATE SET until_ms = excluded.until_ms",
      [memberHash(boardId, member), untilMs],
    );
    return { deleted, refusedUntil: untilMs };
  });
}

/** Until when a member who has left is refused; `undefined` for who has not left, or longer ago. */
export async function refusedUntil(queries: Queries, boardId: string, member: number): Promise<number | undefined> {
  const [row] = await queries.query("SELECT until_ms FROM tombstone WHERE member_hash = $1", [
    memberHash(boardId, member),
  ]);
  return row === undefined ? undefined : numberIn(row, "until_ms");
}

/** The mark by which a member who has left is known. */
export function memberHash(boardId: string, member: number): Uint8Array {
  return createHash("sha256").update(`${boardId} ${member}`).digest();
}
