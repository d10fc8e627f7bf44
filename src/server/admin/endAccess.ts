import { sessionsIn } from "../accounts/sessions.ts";
import type { Queries } from "../database/boardDatabase.ts";
import { membersIn } from "../membership/members.ts";

/**
 * Ends every way in which a person comes to the board: sessions, codes, devices, roles; and takes their name off the list. What
 * they sent stays theirs, and goes when its time is over.
 */
export async function endAccess(queries: Queries, account: number, nowMs: number): Promise<void> {
  // Whoever writes for the member holds this lock: no upload comes in behind it.
  if ((await membersIn(queries).lock(account)) !== undefined)
    await membersIn(queries).setListing(account, { listed: false }, nowMs);
  await queries.query("UPDATE device SET revoked_ms = $2 WHERE member_id = $1 AND revoked_ms IS NULL", [
    account,
    nowMs,
  ]);
  await sessionsIn(queries).endAll(account);
  for (const table of ["invitation", "role_grant"])
    await queries.query(`DELETE FROM ${table} WHERE member_id = $1`, [account]);
}
