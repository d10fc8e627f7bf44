import type { Membership } from "../shared/board/outbox.ts";

/** Whose key it is, once that is known. */
export type KeyOwner = Pick<Membership, "boardId" | "memberId" | "deviceId">;

/**
 * Where the secret of this device is kept: the editor's secret storage, or a file that only its owner may read. What is
 * stored is a text that nobody else reads; see `DeviceSecret`.
 */
export interface KeyStore {
  /** @param owner where it is known: found then though the machine or its ledger has another name or place than before */
  read(owner?: KeyOwner): Promise<string | undefined>;
  write(secret: string, owner?: KeyOwner): Promise<void>;
  remove(owner?: KeyOwner): Promise<void>;
}
