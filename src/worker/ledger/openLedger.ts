import { existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Problem } from "../../shared/meterSnapshot.ts";
import { UserError } from "../../shared/userError.ts";
import { inTransaction, numberIn, sqliteFaultOf } from "./database.ts";
import { MIGRATIONS } from "./migrations.ts";

export interface OpenedLedger {
  readonly database: DatabaseSync;
  readonly schemaVersion: number;
  /** Set where the ledger can be read but not written; `problems` says why. */
  readonly readOnly: boolean;
  /** What was found and done on opening. */
  readonly problems: readonly Problem[];
}

/** Marks the file as ours: "TLeg". */
const APPLICATION_ID = 0x544c6567;

/**
 * Opens the ledger, making it or moving it forward to our schema where needed. A ledger of a newer version is opened for
 * reading only; a damaged one is moved aside and a new one begun.
 * @throws UserError where there is no way to a usable ledger
 */
export function openLedger(file: string, nowMs: number): OpenedLedger {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch {
    throw new UserError(
      "The ledger's folder cannot be made. Check that its parent folder may be written to, or choose another one in the setting tokenLegend.ledgerFolder.",
    );
  }
  try {
    return openHealthy(file);
  } catch (error) {
    switch (sqliteFaultOf(error)) {
      case "corrupt":
        return openAnew(file, nowMs);
      case "read-only":
      case "cannot-open":
        return openForReading(file);
      case "busy":
        throw new UserError("The ledger is locked by another program. Try again in a moment.");
      case "full":
      case "io":
        throw new UserError(
          "The ledger cannot be written: the disk is full or failing. Free some space and try again.",
        );
      default:
        throw error;
    }
  }
}

function openHealthy(file: string): OpenedLedger {
  const database = new DatabaseSync(file);
  try {
    database.exec("PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    // Back-fill adds to random places of the index of identities: pages are kept (16 MB) and moved to the file in
    // larger lots (32 MB) than by default, which halves its cost.
    database.exec("PRAGMA cache_size = -16000; PRAGMA wal_autocheckpoint = 8000");
    const schemaVersion = pragma(database, "user_version");
    if (schemaVersion > MIGRATIONS.length) {
      return { database, schemaVersion, readOnly: true, problems: [newerSchema] };
    }
    migrate(database);
    // Reads the pages every query needs, so that damage shows now and not in the middle of a scan; asks for the write
    // lock, as SQLite opens a file that may not be written without a word.
    database.exec("SELECT count(*) FROM meta; SELECT max(seq) FROM event; SELECT max(hour) FROM rollup");
    database.exec("BEGIN IMMEDIATE; ROLLBACK");
    return { database, schemaVersion: MIGRATIONS.length, readOnly: false, problems: [] };
  } catch (error) {
    database.close();
    throw error;
  }
}

const newerSchema: Problem = {
  severity: "warning",
  message:
    "The ledger was written by a newer Token Legend. It is shown but not added to. Update Token Legend in this editor to count again.",
};

/** Takes the steps the ledger has not taken yet, all or none. Two processes may try at once: the second finds it done. */
function migrate(database: DatabaseSync): void {
  if (pragma(database, "user_version") === MIGRATIONS.length) return;
  inTransaction(database, () => {
    const taken = pragma(database, "user_version");
    for (const step of MIGRATIONS.slice(taken)) database.exec(step);
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}; PRAGMA application_id = ${APPLICATION_ID}`);
  });
}

/** Moves a damaged ledger aside and begins a new one. No connection of this process may be open on it. */
export function openAnew(file: string, nowMs: number): OpenedLedger {
  const aside = `${file}.damaged-${nowMs}`;
  for (const suffix of ["", "-wal", "-shm"]) {
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
  }
  const problem: Problem = {
    severity: "warning",
    message:
      "The ledger was damaged. It was moved aside and is being rebuilt from the logs that still exist; calls whose logs were deleted are only in the old file, beside the new one.",
  };
  return { ...openHealthy(file), problems: [problem] };
}

function openForReading(file: string): OpenedLedger {
  if (!existsSync(file)) {
    throw new UserError(
      "The ledger cannot be made: its folder may not be written to. Change its permissions, or choose another folder in the setting tokenLegend.ledgerFolder.",
    );
  }
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    database.exec("PRAGMA busy_timeout = 5000");
    const schemaVersion = pragma(database, "user_version");
    if (schemaVersion !== MIGRATIONS.length) throw new Error("The schema cannot be moved forward");
    const problem: Problem = {
      severity: "warning",
      message:
        "The ledger may not be written to. It is shown but not added to. Change the file's permissions to count again.",
    };
    return { database, schemaVersion, readOnly: true, problems: [problem] };
  } catch (cause) {
    throw new UserError("The ledger cannot be opened. Check the permissions of the file and of its folder.", { cause });
  }
}

function pragma(database: DatabaseSync, name: "user_version"): number {
  const row = database.prepare(`PRAGMA ${name}`).get();
  return row === undefined ? 0 : numberIn(row, name);
}
