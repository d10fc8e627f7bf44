import { execFile } from "node:child_process";
import { renameSync, statSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { textIn, type BoardDatabase } from "./boardDatabase.ts";

const DAY_MS = 86_400_000;

/** Lies beside the data; a copy of it elsewhere outlives the disk. */
export const DUMP_FILE = "backup.tar.gz";

/**
 * Writes the embedded database's folder into one file, if that was not done within a day, and before that rids the folder of what
 * was deleted since. Nothing else uses the database while it is copied; after the checkpoint its files are all that there is, so
 * that the copy opens like the folder itself.
 *
 * @returns whether it was due
 */
export async function dumpFolder(database: BoardDatabase, folder: string, nowMs: number): Promise<boolean> {
  const file = join(folder, DUMP_FILE);
  if (nowMs - changedMs(file) < DAY_MS) return false;
  await eraseDeleted(database);
  const unfinished = `${file}.new`;
  await database.transaction(async (queries) => {
    await queries.run("CHECKPOINT");
    await promisify(execFile)("tar", ["-czf", unfinished, "-C", folder, "data"]);
  });
  await chmod(unfinished, 0o600);
  renameSync(unfinished, file);
  return true;
}

/**
 * Deleted rows stay in pages and journal until something else is written there. Each table is written anew, one by one so that
 * nobody waits for all of them, and the journal is begun anew: `openPglite` sees to it that old journals are not used again.
 */
async function eraseDeleted(database: BoardDatabase): Promise<void> {
  const tables = await database.query(
    "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname",
  );
  for (const table of tables) await database.run(`VACUUM FULL ${textIn(table, "name")}`);
  // What the planner knows of the columns holds some of their values.
  await database.run("ANALYZE");
  await database.run("VACUUM FULL pg_statistic");
  await database.run("SELECT pg_switch_wal()");
  await database.run("CHECKPOINT");
}

function changedMs(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Number.NEGATIVE_INFINITY;
}
