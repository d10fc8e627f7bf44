import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { KeyStore } from "../sync/keyStore.ts";

/** Lies beside the ledger. */
const KEY_FILE_NAME = "board-key.json";

/** The secret of this device in a file that only its owner may read. */
export class FileKeys implements KeyStore {
  readonly #file: string;

  constructor(ledgerFile: string) {
    this.#file = join(dirname(ledgerFile), KEY_FILE_NAME);
  }

  read(): Promise<string | undefined> {
    try {
      return Promise.resolve(readFileSync(this.#file, "utf8"));
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return Promise.resolve(undefined);
      return Promise.reject(new Error("The key file beside the ledger cannot be read", { cause: error }));
    }
  }

  write(secret: string): Promise<void> {
    const temporary = `${this.#file}.${process.pid}`;
    try {
      writeFileSync(temporary, secret, { mode: 0o600 });
      // The mode above is none for a file that was there.
      chmodSync(temporary, 0o600);
      renameSync(temporary, this.#file);
      return Promise.resolve();
    } catch (error) {
      rmSync(temporary, { force: true });
      return Promise.reject(new Error("The key file beside the ledger cannot be written", { cause: error }));
    }
  }

  remove(): Promise<void> {
    rmSync(this.#file, { force: true });
    return Promise.resolve();
  }
}
