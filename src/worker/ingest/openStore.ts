import { closeSync, openSync, readSync, statSync } from "node:fs";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import type { LogStore, StoreRow, StoreValue } from "../../sources/logStore.ts";
import { sqliteFaultOf } from "../ledger/database.ts";
import { canOpenStores } from "./canOpenStores.ts";
import { OPEN_AT_ONCE } from "./readLog.ts";
import { isSameStamp, stampLog, type LogStamp } from "./logStamp.ts";

/** How long its owner may keep a store locked before it is left for the next sweep. */
const PATIENCE_MS = 250;

/** Where a database's header says by which journal it is written, and the value for a write-ahead log. */
const JOURNAL_OFFSET = 18;
const WRITE_AHEAD = 2;

/** As a plain file: no locks, no journals. */
const LYING_STILL = "?mode=ro&immutable=1";
/**
 * With the owner at work: its locks are kept and its write-ahead log is seen, but its shared memory is only read. SQLite
 * would otherwise note every reader there, make it anew beside a store without one, and take over that of an owner whose
 * locks it cannot see, as those of Windows from within WSL. Without shared memory a log that is there cannot be read.
 */
const IN_USE = "?mode=ro&readonly_shm=1";

/**
 * - trusted_schema: a schema is not ours to trust, it must not call functions of its own choosing;
 * - cell_size_check: pages are looked at before they are used, as the file may be damaged;
 * - mmap_size: a file that is cut short while it is mapped would end the process;
 * - temp_store: what is sorted is private and touches no disk.
 */
const CAREFULLY = `PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON;
  PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY`;

/** A store that cannot be read now: locked, damaged, or changed under our hands. What it holds is unknown, not nothing. */
export class StoreFault extends Error {}

/**
 * Another program's database, opened to be read only. Nothing in its folder is ever changed: a store that waits for its
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
    if (!canOpenStores()) throw new StoreFault("This Node.js cannot open a store without touching it");
    // Stamped first, so that an owner who comes in between is noticed.
    const stamp = stampLog(path, "store");
    this.#still = liesStill(path) ? stamp : undefined;
    const place = storeAddress(path) + (this.#still === undefined ? IN_USE : LYING_STILL);
    this.#database = guarded(() => new DatabaseSync(place, { readOnly: true, timeout: PATIENCE_MS }));
    try {
      guarded(() => this.#database.exec(CAREFULLY));
    } catch (error) {
      this.#database.close();
      throw error;
    }
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

  /** The stamp has the write-ahead log in it, which an owner makes before anything else. */
  #isStill(still: LogStamp): boolean {
    const stamp = stampLog(this.#path, "store");
    return stamp !== undefined && isSameStamp(stamp, still);
  }

  close(): void {
    this.#database.close();
  }
}

/** A file's address as SQLite takes it: one on another machine, such as WSL from Windows, has its host in the path. */
export function storeAddress(path: string, isWindows = process.platform === "win32"): string {
  const { host, pathname } = pathToFileURL(path, { windows: isWindows });
  return host === "" ? `file://${pathname}` : `file:////${host}${pathname}`;
}

/**
 * Whether a store has a write-ahead log for its journal and nobody has it open: then nothing is in that log, which may have
 * been left behind empty, and there is no shared memory beside it.
 */
function liesStill(path: string): boolean {
  if (journalOf(path) !== WRITE_AHEAD) return false;
  const ahead = statSync(`${path}-wal`, { throwIfNoEntry: false });
  const shared = statSync(`${path}-shm`, { throwIfNoEntry: false });
  return ahead === undefined || (ahead.size === 0 && shared === undefined);
}

/** Not to be called while this process has the store open: closing any of its files would drop SQLite's locks on it. */
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
