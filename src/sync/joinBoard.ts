import type { AskOutbox, Membership } from "../shared/board/outbox.ts";
import { CONSENT_VERSION } from "../shared/board/syncBatch.ts";
import { BoardClient } from "./boardClient.ts";
import type { BoardAnswer } from "./boardFault.ts";
import type { Clock } from "./clock.ts";
import { makeDeviceKey } from "./deviceKey.ts";
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
 * before it is told, so that an answer that was lost is found again with the same code.
 */
export async function joinBoard(
  { url, code, isUnattended }: Joining,
  { ask, keys, fetch, clock }: JoinTools,
): Promise<BoardAnswer<Membership>> {
  const earlier = await readDeviceSecret(keys);
  const key = earlier?.url === url && earlier.membership === undefined ? earlier.key : makeDeviceKey();
  await writeDeviceSecret(keys, { url, key, membership: undefined });
  const client = new BoardClient({ url, key, member: undefined, fetch, clock });
  // Learns the board's time, by which requests are signed.
  const info = await client.info();
  if (!info.ok) return info;
  if (info.value.consentVersion !== CONSENT_VERSION)
    return { ok: false, fault: { kind: "refused", status: 409, reason: "consent" } };
  const registered = await client.register(code);
  if (!registered.ok) return registered;
  const { boardId, memberId, deviceId, epoch } = registered.value;
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
