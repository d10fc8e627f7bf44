import { sessionsIn } from "../accounts/sessions.ts";
import type { BoardDatabase } from "../database/boardDatabase.ts";
import { devicesIn } from "./devices.ts";
import { membersIn } from "./members.ts";

/**
 * Ends a device, and whatever came of it: whoever had it may have signed in with it, or hold a code that would make another.
 *
 * @param session the one that goes on
 * @returns whether there was such a device that was not revoked
 */
export async function revokeDevice(
  database: BoardDatabase,
  {
    member,
    device,
    session,
  }: { readonly member: number; readonly device: number; readonly session: string | undefined },
  nowMs: number,
): Promise<boolean> {
  return database.transaction(async (queries) => {
    // Codes are made under the same lock: none is made behind this.
    if ((await membersIn(queries).lock(member)) === undefined) return false;
    if (!(await devicesIn(queries).revoke(member, device, nowMs))) return false;
    await sessionsIn(queries).endAll(member, session);
    await queries.query("DELETE FROM invitation WHERE member_id = $1", [member]);
    return true;
  });
}
