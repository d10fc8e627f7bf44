import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { UserError } from "../shared/userError.ts";
import type { KeyStore } from "../sync/keyStore.ts";

/** Behind the name of the ledger that the key signs for: two ledgers in one folder may belong to two people. */
const ENDING = ".board-key.json";

/** The secret of this device in a file beside the ledger that only its owner may read. */
export class FileKeys implements KeyStore {
  readonly #file: string;

  constructor(ledgerFile: string) {
    this.#file = ledgerFile + ENDING;
  }

  read(): Promise<string | undefined> {
    try {
      return Promise.resolve(readFileSync(this.#file, "utf8"));
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return Promise.resolve(undefined);
      return Promise.reject(unusable("read", error));
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
      return Promise.reject(unusable("written", error));
    }
  }

  remove(): Promise<void> {
    rmSync(this.#file, { force: true });
    return Promise.resolve();
  }
}

function unusable(done: "read" | "written", cause: unknown): UserError {
  return new UserError(
    `The key file beside the ledger (its name ends in ${ENDING}) cannot be ${done}. Check its permissions and those of its folder.`,
    { cause },
  );
}
