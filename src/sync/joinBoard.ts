import type { AskOutbox, Membership } from "../shared/board/outbox.ts";
import { CONSENT_VERSION } from "../shared/board/syncBatch.ts";
import { BoardClient } from "./boardClient.ts";
import type { BoardAnswer, BoardFault } from "./boardFault.ts";
import type { Clock } from "./clock.ts";
import { makeDeviceKey, type DeviceKey } from "./deviceKey.ts";
import { readDeviceSecret, writeDeviceSecret } from "./deviceSecret.ts";
import type { KeyStore } from "./keyStore.ts";
import type { Fetch } from "./networkFetch.ts";

export interface Joining {
  /** Origin: see `readBoardAddress`. */
  readonly url: string;
  /** Invitation, or a link of a member's other device. */
  readonly code: string;
  readonly isUnattended: boolean;
}

export interface JoinTools {
  readonly ask: AskOutbox;
  readonly keys: KeyStore;
  readonly fetch: Fetch;
  readonly clock: Clock;
}

/**
 * Makes this machine a device of a board: to be called once the person has seen what is sent and agreed. The key is stored
 * before it is told, so that an answer that was lost is found again with the same code. Where the key is still here that the
 * board knows, because the ledger was lost, it goes on as the device that it was, and the code is not used up.
 */
export async function joinBoard(joining: Joining, tools: JoinTools): Promise<BoardAnswer<Membership>> {
  const { url, code } = joining;
  const { keys, fetch, clock } = tools;
  // Signs nothing here.
  const anonymous = new BoardClient({ url, key: makeDeviceKey(), member: undefined, fetch, clock });
  const info = await anonymous.info();
  if (!info.ok) return info;
  if (info.value.consentVersion !== CONSENT_VERSION)
    return { ok: false, fault: { kind: "refused", status: 409, reason: "consent" } };
  // Read only now, as another window may have joined meanwhile: its key must not be replaced.
  const earlier = await readDeviceSecret(keys);
  const isOfBoard = earlier?.url === url;
  if (isOfBoard && earlier.membership !== undefined) {
    const known = new BoardClient({ ...tools, url, key: earlier.key, member: earlier.membership });
    const standing = await known.standing();
    if (standing.ok) {
      const { boardId, memberId, deviceId } = earlier.membership;
      return keep({ boardId, memberId, deviceId, epoch: info.value.epoch }, earlier.key, joining, tools);
    }
    if (!isUnknownTo(standing.fault)) return standing;
  }
  const key = isOfBoard && earlier.membership === undefined ? earlier.key : makeDeviceKey();
  await writeDeviceSecret(keys, { url, key, membership: undefined });
  const client = new BoardClient({ ...tools, url, key, member: undefined });
  const registered = await client.register(code);
  return registered.ok ? keep(registered.value, key, joining, tools) : registered;
}

/** Whether the board has said that it does not know the key: on any other answer the key may be a member's yet. */
function isUnknownTo(fault: BoardFault): boolean {
  return fault.kind === "refused" && (fault.reason === "gone" || fault.reason === "unsigned");
}

async function keep(
  { boardId, memberId, deviceId, epoch }: Pick<Membership, "boardId" | "memberId" | "deviceId" | "epoch">,
  key: DeviceKey,
  { url, isUnattended }: Joining,
  { ask, keys, clock }: JoinTools,
): Promise<BoardAnswer<Membership>> {
  const membership: Membership = {
    url,
    boardId,
    memberId,
    deviceId,
    epoch,
    consentVersion: CONSENT_VERSION,
    isUnattended,
    joinedAtMs: clock.nowMs(),
  };
  await writeDeviceSecret(keys, { url, key, membership });
  await ask("boardJoin", membership);
  return { ok: true, value: membership };
}
