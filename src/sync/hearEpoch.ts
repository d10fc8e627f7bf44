import type { Acknowledged, AskOutbox, Membership } from "../shared/board/outbox.ts";
import type { BoardClient } from "./boardClient.ts";
import type { BoardAnswer } from "./boardFault.ts";

export interface Hearing {
  readonly ask: AskOutbox;
  readonly client: BoardClient;
  readonly membership: Membership;
}

/** Asks the board whether it still has what it had, as its answers to uploads tell: for when nothing waits to be sent. */
export async function hearEpoch(
  { ask, client, membership }: Hearing,
  signal?: AbortSignal,
): Promise<BoardAnswer<Acknowledged>> {
  const info = await client.info(signal);
  if (!info.ok) return info;
  // As it would answer an upload: what is waiting is not for that one.
  if (info.value.boardId !== membership.boardId)
    return { ok: false, fault: { kind: "refused", status: 409, reason: "otherBoard" } };
  return { ok: true, value: await ask("boardHearEpoch", { epoch: info.value.epoch }) };
}
