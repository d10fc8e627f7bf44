import { t } from "@vscode/l10n";
import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { LEDGER_FILE_NAME } from "../../core/ledgerFile.ts";
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
  makeFolder(dirname(file));
  if (isNoFile(file)) return openAnew(file, nowMs);
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
        throw new UserError(t("The ledger is locked by another program. Try again in a moment."), { cause: error });
      case "full":
      case "io":
        throw fullDisk(error);
      default:
        throw error;
    }
  }
}

function fullDisk(cause: unknown): UserError {
  return new UserError(t("The ledger cannot be written: the disk is full or failing. Free some space and try again."), {
    cause,
  });
}

function makeFolder(folder: string): void {
  try {
    // It tells in which folders and branches its owner worked: nobody else's business on a shared machine.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOSPC") throw fullDisk(cause);
    throw new UserError(
      t(
        "The ledger's folder cannot be made. Check its path, and that its parent folder may be written to, or choose another one by the setting tokenLegend.ledgerFolder or by TOKEN_LEGEND_HOME.",
      ),
      { cause },
    );
  }
}

/** Whether a folder or something stranger is where the ledger should be. */
function isNoFile(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false })?.isFile() === false;
  } catch {
    // Opening it will say what is wrong.
    return false;
  }
}

/** Makes a ledger that is not there yet readable by its owner only; SQLite gives the files beside it the same rights. */
function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, "wx", 0o600));
  } catch {
    // It is there, or cannot be made: opening it says what is wrong.
  }
}

function openHealthy(file: string): OpenedLedger {
  makePrivate(file);
  const database = new DatabaseSync(file);
  let isKept = false;
  try {
    database.exec("PRAGMA busy_timeout = 5000");
    refuseForeign(database);
    if (pragma(database, "user_version") > MIGRATIONS.length) return openForReading(file);
    useWriteAheadLog(database);
    database.exec("PRAGMA synchronous = NORMAL");
    // Back-fill adds to random places of the index of identities: pages are kept (8 MB) and moved to the file in
    // larger lots (32 MB) than by default, which halves its cost.
    database.exec("PRAGMA cache_size = -8000; PRAGMA wal_autocheckpoint = 8000");
    migrate(database);
    // Reads the pages every query needs, so that damage shows now and not in the middle of a scan; tries a write, as
    // SQLite opens a file that may not be written without a word.
    database.exec("SELECT count(*) FROM meta; SELECT max(seq) FROM event; SELECT max(hour) FROM rollup");
    database.exec("BEGIN IMMEDIATE; UPDATE lease SET epoch = epoch; ROLLBACK");
    isKept = true;
    return { database, schemaVersion: MIGRATIONS.length, readOnly: false, problems: [] };
  } finally {
    if (!isKept) database.close();
  }
}

/** How often a new ledger's journal is asked for, 20 ms apart: as long as other locks are waited for. */
const JOURNAL_TRIES = 250;

/** Two processes that make the same new ledger are in each other's way here, and SQLite does not wait by itself. */
function useWriteAheadLog(database: DatabaseSync): void {
  for (let tries = 1; ; tries += 1) {
    try {
      database.exec("PRAGMA journal_mode = WAL");
      return;
    } catch (error) {
      if (sqliteFaultOf(error) !== "busy" || tries === JOURNAL_TRIES) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

/** Leaves a database alone that another program has made. */
function refuseForeign(database: DatabaseSync): void {
  const isEmpty = database.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined;
  if (isEmpty || pragma(database, "application_id") === APPLICATION_ID) return;
  throw new UserError(
    t(
      "The file at the ledger's place belongs to another program and was left as it is. Move it away, or choose another place for the ledger.",
    ),
  );
}

/** Takes the steps the ledger has not taken yet, all or none. Two processes may try at once: the second finds it done. */
function migrate(database: DatabaseSync): void {
  if (pragma(database, "user_version") === MIGRATIONS.length) return;
  inTransaction(database, () => {
    const taken = pragma(database, "user_version");
    for (const step of MIGRATIONS.slice(taken)) database.exec(step);
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}; PRAGMA application_id = ${APPLICATION_ID}`);
  });
}

/**
 * Moves a damaged ledger aside and begins a new one. No connection of this process may be open on it.
 * @throws UserError where it cannot be moved, or has a name a person gave: it may then be something else
 */
export function openAnew(file: string, nowMs: number): OpenedLedger {
  if (basename(file) !== LEDGER_FILE_NAME) {
    throw new UserError(
      t(
        "What lies at the ledger's place is damaged or no ledger. Move it away to have a new one built from the logs, or choose another place.",
      ),
    );
  }
  const aside = `${file}.damaged-${nowMs}`;
  try {
    for (const suffix of ["", "-wal", "-shm"]) {
      if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
    }
  } catch (cause) {
    throw new UserError(
      t(
        "The ledger is damaged and cannot be moved aside. Check the permissions of its folder, or move it away to have a new one built from the logs.",
      ),
      { cause },
    );
  }
  const problem: Problem = {
    severity: "warning",
    message: t(
      "The ledger was damaged. It was moved aside and is being rebuilt from the logs that still exist; calls whose logs were deleted are only in the old file, beside the new one.",
    ),
  };
  return { ...openHealthy(file), problems: [problem] };
}

function newerSchema(): Problem {
  return {
    severity: "warning",
    message: t(
      "The ledger was written by a newer Token Legend. It is shown but not added to. Update Token Legend to count again.",
    ),
  };
}

function notWritable(): Problem {
  return {
    severity: "warning",
    message: t(
      "The ledger may not be written to. It is shown but not added to. Change the permissions of the file and of its folder to count again.",
    ),
  };
}

function openForReading(file: string): OpenedLedger {
  if (!existsSync(file)) {
    throw new UserError(
      t(
        "The ledger cannot be made. Check its path, and that its folder may be written to, or choose another one by the setting tokenLegend.ledgerFolder or by TOKEN_LEGEND_HOME.",
      ),
    );
  }
  try {
    const database = openReader(file);
    const schemaVersion = pragma(database, "user_version");
    if (schemaVersion < MIGRATIONS.length) {
      database.close();
      throw new Error("The schema cannot be moved forward");
    }
    const problem = schemaVersion > MIGRATIONS.length ? newerSchema() : notWritable();
    return { database, schemaVersion, readOnly: true, problems: [problem] };
  } catch (cause) {
    throw new UserError(t("The ledger cannot be opened. Check the permissions of the file and of its folder."), {
      cause,
    });
  }
}

function openReader(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    database.exec("PRAGMA busy_timeout = 5000");
    pragma(database, "user_version");
    return database;
  } catch (error) {
    database.close();
    // In a folder that may not be written to, the files that readers and writers share cannot be made. Where there are
    // none nobody writes, and the ledger can be read without them.
    const fault = sqliteFaultOf(error);
    if ((fault !== "read-only" && fault !== "cannot-open") || existsSync(`${file}-wal`)) throw error;
    return new DatabaseSync(`${pathToFileURL(file).href}?immutable=1`, { readOnly: true });
  }
}

function pragma(database: DatabaseSync, name: "user_version" | "application_id"): number {
  const row = database.prepare(`PRAGMA ${name}`).get();
  return row === undefined ? 0 : numberIn(row, name);
}
