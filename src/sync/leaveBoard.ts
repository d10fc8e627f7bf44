import type { LeaveReceipt } from "../shared/board/membership.ts";
import { BoardClient } from "./boardClient.ts";
import type { BoardAnswer } from "./boardFault.ts";
import { readDeviceSecret } from "./deviceSecret.ts";
import type { JoinTools } from "./joinBoard.ts";

/** What leaving came to. Without a receipt the board had no such member any more. */
export interface Left {
  readonly receipt: LeaveReceipt | undefined;
}

/**
 * Has the board delete everything of the member, then forgets the board here. Nothing is forgotten while the board cannot be
 * reached: what it holds could not be deleted any more.
 */
export async function leaveBoard({ ask, keys, fetch, clock }: JoinTools): Promise<BoardAnswer<Left>> {
  const { membership } = await ask("boardState", null);
  const secret = await readDeviceSecret(keys, membership);
  let receipt: LeaveReceipt | undefined;
  if (membership !== undefined && secret?.url === membership.url) {
    const client = new BoardClient({ url: membership.url, key: secret.key, member: membership, fetch, clock });
    const answer = await client.leave();
    if (!answer.ok && !(answer.fault.kind === "refused" && answer.fault.reason === "gone")) return answer;
    if (answer.ok) receipt = answer.value;
  } else if (membership !== undefined) {
    return { ok: false, fault: { kind: "refused", status: 401, reason: "noKey" } };
  }
  await forgetBoard({ ask, keys });
  return { ok: true, value: { receipt } };
}

/** Forgets the board on this machine only: for who was deleted there, or has lost the key. */
export async function forgetBoard({ ask, keys }: Pick<JoinTools, "ask" | "keys">): Promise<void> {
  const { membership } = await ask("boardState", null);
  // The key first: without it nothing is sent, whatever happens in between.
  await keys.remove(membership);
  await ask("boardClear", null);
}
