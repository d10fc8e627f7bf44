import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { UserError } from "../shared/userError.ts";
import { isSystemError } from "./isSystemError.ts";

/** Only the user may read it: it names projects and sessions. */
const PRIVATE_MODE = 0o600;

/**
 * A file that is there whole or not at all: it is written under another name first, then moved. What is not a plain file
 * (a device, a pipe) is written to directly. Whoever makes one ends it by `keep` or `discard`.
 */
export class WholeFile {
  readonly #path: string;
  readonly #descriptor: number;
  /** Where it is written and where it is moved to; none for what is written to directly. */
  readonly #move: { readonly from: string; readonly to: string } | undefined;

  /** @throws UserError where it cannot be written, as from `write` and `keep` */
  constructor(path: string) {
    this.#path = path;
    [this.#move, this.#descriptor] = this.#blaming(() => {
      const existing = statSync(path, { throwIfNoEntry: false });
      if (existing?.isDirectory() === true) throw new UserError(`${path} is a folder. Name a file.`);
      if (existing !== undefined && !existing.isFile()) return [undefined, openSync(path, "w")];
      const to = existing === undefined ? path : realpathSync(path);
      const from = `${to}.${process.pid}.tmp`;
      // Claims the name: from here on the file is ours to remove.
      return [{ from, to }, openSync(from, "wx", PRIVATE_MODE)];
    });
  }

  write(piece: string): void {
    const bytes = Buffer.from(piece);
    this.#blaming(() => {
      for (let done = 0; done < bytes.length;) done += writeSync(this.#descriptor, bytes, done);
    });
  }

  keep(): void {
    const move = this.#move;
    this.#blaming(() => {
      closeSync(this.#descriptor);
      if (move !== undefined) renameSync(move.from, move.to);
    });
  }

  discard(): void {
    // The fault that it is discarded for is the one to tell of.
    try {
      closeSync(this.#descriptor);
    } catch (error) {
      if (!isSystemError(error)) throw error;
    }
    if (this.#move !== undefined) rmSync(this.#move.from, { force: true });
  }

  #blaming<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      if (!isSystemError(error)) throw error;
      throw new UserError(`${this.#path} cannot be written (${error.code}).`, { cause: error });
    }
  }
}
