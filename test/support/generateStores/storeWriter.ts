import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { TextPool } from "../generateHome/textPool.ts";
import { seededRandom, type Random } from "../generateHome/random.ts";

/** What a generated store holds. */
export interface StoreTruth {
  calls: number;
  /** Prompt and output of reported calls. */
  tokens: number;
}

/** Writes a store as fast as SQLite can, to be read by others once it is closed. */
export class StoreWriter {
  readonly random: Random;
  readonly database: DatabaseSync;
  readonly #path: string;
  readonly #pool: TextPool;

  constructor(path: string, seed: number, schema: readonly string[]) {
    mkdirSync(dirname(path), { recursive: true });
    this.#path = path;
    this.random = seededRandom(seed);
    this.#pool = new TextPool(this.random);
    this.database = new DatabaseSync(path);
    this.database.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000");
    for (const sql of schema) this.database.exec(sql);
  }

  /** Text with about as many bytes, with code in it and all that JSON has to escape. */
  text(bytes: number): string {
    const slice = this.#pool.prose(bytes);
    // The pool holds texts as they stand in JSON.
    return JSON.parse(`"${slice.bytes.toString("utf8", slice.start, slice.end)}"`) as string;
  }

  /** Adds until the file has about as many bytes. */
  fill(bytes: number, add: (index: number) => void): void {
    for (let index = 0; ;) {
      this.database.exec("BEGIN");
      for (const end = index + 20; index < end; index += 1) add(index);
      this.database.exec("COMMIT");
      if (statSync(this.#path).size >= bytes) return;
    }
  }

  /** Leaves the store as its tool would: with a write-ahead log for its journal, and nothing in it. */
  close(): void {
    this.database.exec("PRAGMA journal_mode = WAL");
    this.database.close();
  }
}
