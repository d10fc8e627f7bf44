import { createHash } from "node:crypto";

import type { KeyStore } from "../../sync/keyStore.ts";

/** As much of VS Code's SecretStorage as is needed. */
export interface Secrets {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

/**
 * The key of this device, in VS Code's secret storage and nowhere else. One for each ledger: VS Code keeps the secrets of all
 * machines that it is connected to in one place.
 */
export class SecretKeys implements KeyStore {
  readonly #secrets: Secrets;
  readonly #name: () => string;

  /** @param place host name and folder of the ledger; they are hashed and go nowhere */
  constructor(secrets: Secrets, place: () => readonly [host: string, ledgerFolder: string]) {
    this.#secrets = secrets;
    this.#name = () => {
      const hash = createHash("sha256").update(JSON.stringify(place())).digest("hex");
      return `tokenLegend.board.device.${hash.slice(0, 32)}`;
    };
  }

  async read(): Promise<string | undefined> {
    return this.#secrets.get(this.#name());
  }

  async write(secret: string): Promise<void> {
    await this.#secrets.store(this.#name(), secret);
  }

  async remove(): Promise<void> {
    await this.#secrets.delete(this.#name());
  }
}
