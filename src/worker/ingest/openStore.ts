import { closeSync, openSync, readSync, statSync } from "node:fs";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import type { LogStore, StoreRow, StoreValue } from "../../sources/logStore.ts";
import { sqliteFaultOf } from "../ledger/database.ts";
import { OPEN_AT_ONCE } from "./readLog.ts";
import { isSameStamp, stampLog, type LogStamp } from "./logStamp.ts";

/** How long its owner may keep a store locked before it is left for the next sweep. */
const PATIENCE_MS = 250;

/** Where a database's header says by which journal it is written, and the value for a write-ahead log. */
const JOURNAL_OFFSET = 18;
const WRITE_AHEAD = 2;

/** A store that cannot be read now: locked, damaged, or changed under our hands. What it holds is unknown, not nothing. */
export class StoreFault extends Error {}

/**
 * Another program's database, opened to be read only. Nothing is ever written into its folder: a store that waits for its
 * owner would get new `-wal` and `-shm` files from being opened as usual, so while it lies still it is read as a plain file,
 * and each answer is thrown away if the store changed meanwhile.
 */
export class OpenStore implements LogStore {
  readonly #path: string;
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  /** Stamp of a store that lies still. */
  readonly #still: LogStamp | undefined;

  /** @throws StoreFault, or the file system's error */
  constructor(path: string) {
    this.#path = path;
    this.#still = liesStill(path) ? stampLog(path, "store") : undefined;
    const place = this.#still === undefined ? path : new URL(`?mode=ro&immutable=1`, pathToFileURL(path));
    this.#database = guarded(() => new DatabaseSync(place, { readOnly: true, timeout: PATIENCE_MS }));
    // A schema is not ours to trust: it must not call functions of its own choosing.
    guarded(() => this.#database.exec("PRAGMA trusted_schema = OFF"));
  }

  columns(table: string): ReadonlySet<string> {
    return new Set(this.rows("SELECT name FROM pragma_table_info(?)", table).map((row) => String(row["name"])));
  }

  rows(query: string, ...values: readonly (null | number | string)[]): readonly StoreRow[] {
    const rows = guarded(() => this.#ask(query, values));
    if (this.#still !== undefined && !this.#isStill(this.#still)) {
      throw new StoreFault("The store was changed while it was read");
    }
    return rows;
  }

  #ask(query: string, values: readonly (null | number | string)[]): readonly StoreRow[] {
    let statement = this.#statements.get(query);
    if (statement === undefined) {
      statement = this.#database.prepare(query);
      // Else an integer that no number can hold would make the whole query fail.
      statement.setReadBigInts(true);
      this.#statements.set(query, statement);
    }
    const rows: Record<string, StoreValue>[] = statement.all(...values);
    for (const row of rows) {
      for (const column in row) if (typeof row[column] === "bigint") row[column] = Number(row[column]);
    }
    return rows;
  }

  #isStill(still: LogStamp): boolean {
    const stamp = stampLog(this.#path, "store");
    return stamp !== undefined && isSameStamp(stamp, still) && liesStill(this.#path);
  }

  close(): void {
    this.#database.close();
  }
}

/** Whether a store has a write-ahead log for its journal and nobody has it open: then there is no such log beside it. */
function liesStill(path: string): boolean {
  return journalOf(path) === WRITE_AHEAD && statSync(`${path}-wal`, { throwIfNoEntry: false }) === undefined;
}

function journalOf(path: string): number | undefined {
  const descriptor = openSync(path, OPEN_AT_ONCE);
  try {
    const byte = Buffer.alloc(1);
    return readSync(descriptor, byte, 0, 1, JOURNAL_OFFSET) === 1 ? byte[0] : undefined;
  } finally {
    closeSync(descriptor);
  }
}

function guarded<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const fault = sqliteFaultOf(error);
    if (fault === undefined) throw error;
    throw new StoreFault(`The store cannot be read: ${fault}`, { cause: error });
  }
}
