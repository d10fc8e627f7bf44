import { constants } from "node:fs";
import { copyFile, mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** File systems tell times of changes no finer than some milliseconds. A file that has just changed may change again unseen. */
const UNSURE_MS = 1_000;

interface Seen {
  readonly changedMs: number;
  readonly bytes: number;
  readonly isSure: boolean;
}

/** A copy of a folder that is brought up to date in several goes, each of which copies only what has changed since the last. */
export class FolderCopy {
  readonly #from: string;
  readonly #to: string;
  #seen: ReadonlyMap<string, Seen> = new Map();

  /** @param to a folder that does not exist yet */
  constructor(from: string, to: string) {
    this.#from = from;
    this.#to = to;
  }

  /** A file that goes while this runs is left out; where none changes meanwhile, the copy is what the folder is. */
  async bringUpToDate(): Promise<void> {
    const before = this.#seen;
    const seen = new Map<string, Seen>();
    await this.#copyFolder("", before, seen);
    for (const name of before.keys()) if (!seen.has(name)) await rm(join(this.#to, name), { force: true });
    this.#seen = seen;
  }

  async #copyFolder(folder: string, before: ReadonlyMap<string, Seen>, seen: Map<string, Seen>): Promise<void> {
    await mkdir(join(this.#to, folder), { recursive: true, mode: 0o700 });
    for (const entry of await readdir(join(this.#from, folder), { withFileTypes: true })) {
      const name = join(folder, entry.name);
      if (entry.isDirectory()) await this.#copyFolder(name, before, seen);
      else if (entry.isFile()) await this.#copyFile(name, before.get(name), seen);
    }
  }

  async #copyFile(name: string, before: Seen | undefined, seen: Map<string, Seen>): Promise<void> {
    try {
      const { mtimeMs, size } = await stat(join(this.#from, name));
      const isSame = before?.isSure === true && before.changedMs === mtimeMs && before.bytes === size;
      seen.set(name, { changedMs: mtimeMs, bytes: size, isSure: Date.now() - mtimeMs > UNSURE_MS });
      if (!isSame) await copyFile(join(this.#from, name), join(this.#to, name), constants.COPYFILE_FICLONE);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
      seen.delete(name);
    }
  }
}
