import { createHash } from "node:crypto";

import { t } from "@vscode/l10n";

import { UserError } from "../../shared/userError.ts";
import type { KeyOwner, KeyStore } from "../../sync/keyStore.ts";

/** As much of VS Code's SecretStorage as is needed. */
export interface Secrets {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

/**
 * The key of this device, in VS Code's secret storage and nowhere else. VS Code keeps the secrets of all machines that it is
 * connected to in one place, so the key is named by machine and ledger, which finds it when the ledger is lost; and by the
 * device that it is on its board, which finds it when the machine is renamed, as networks do, or the ledger is moved.
 */
export class SecretKeys implements KeyStore {
  readonly #secrets: Secrets;
  readonly #place: () => readonly [host: string, ledgerFolder: string];

  /** @param place host name and folder of the ledger; they are hashed and go nowhere */
  constructor(secrets: Secrets, place: () => readonly [host: string, ledgerFolder: string]) {
    this.#secrets = secrets;
    this.#place = place;
  }

  async read(owner?: KeyOwner): Promise<string | undefined> {
    const own = owner === undefined ? undefined : await orRefuse(this.#secrets.get(nameFor(partsOf(owner))));
    return own ?? orRefuse(this.#secrets.get(nameFor(this.#place())));
  }

  async write(secret: string, owner?: KeyOwner): Promise<void> {
    await orRefuse(this.#secrets.store(nameFor(this.#place()), secret));
    if (owner !== undefined) await orRefuse(this.#secrets.store(nameFor(partsOf(owner)), secret));
  }

  async remove(owner?: KeyOwner): Promise<void> {
    if (owner !== undefined) await orRefuse(this.#secrets.delete(nameFor(partsOf(owner))));
    await orRefuse(this.#secrets.delete(nameFor(this.#place())));
  }
}

function partsOf({ boardId, memberId, deviceId }: KeyOwner): readonly (string | number)[] {
  return [boardId, memberId, deviceId];
}

function nameFor(parts: readonly (string | number)[]): string {
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex");
  return `tokenLegend.board.device.${hash.slice(0, 32)}`;
}

/** @throws UserError where VS Code cannot get at its secrets, such as on Linux without a keyring */
async function orRefuse<Value>(asked: PromiseLike<Value>): Promise<Value> {
  try {
    return await asked;
  } catch (cause) {
    throw new UserError(
      t(
        "VS Code cannot get at its secret storage, where the key of this device is kept. Unlock or set up the keyring of your system, then restart VS Code.",
      ),
      { cause },
    );
  }
}
