import type { Appeal } from "../../shared/board/meView.ts";
import type { Queries } from "../database/boardDatabase.ts";

/** Keeps what a member says to a signal of their own that is still open; a later answer replaces an earlier one. */
export async function appealSignal(
  queries: Queries,
  { member, signalId }: { readonly member: number; readonly signalId: number },
  appeal: Appeal,
  nowMs: number,
): Promise<boolean> {
  const rows = await queries.query(
    `UPDATE flag SET appeal = $3, changed_ms = $4 WHERE member_id = $1 AND signal_id = $2 AND status IN ('open', 'upheld')
     RETURNING signal_id`,
    [member, signalId, JSON.stringify(appeal), nowMs],
  );
  return rows.length > 0;
}
