import { execFile } from "node:child_process";
import { renameSync, rmSync, statSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { textIn, type BoardDatabase } from "./boardDatabase.ts";
import { FolderCopy } from "./folderCopy.ts";

/** Lies beside the data; a copy of it elsewhere outlives the disk. */
export const DUMP_FILE = "backup.tar.gz";

/**
 * Writes the embedded database's folder into one file, and before that rids the folder of what was deleted since the last time.
 *
 * The folder is copied while the database is in use, and then what has changed meanwhile once more, with nothing else using it:
 * after the checkpoint its files are all that there is, so that the copy opens like the folder itself. The long part of the work,
 * packing the copy, keeps nobody waiting.
 */
export async function dumpFolder(database: BoardDatabase, folder: string): Promise<void> {
  const copies = join(folder, "backup.copy");
  // Of a dump that was not finished.
  rmSync(copies, { recursive: true, force: true });
  await eraseDeleted(database);
  try {
    const copy = new FolderCopy(join(folder, "data"), join(copies, "data"));
    await copy.bringUpToDate();
    await database.transaction(async (queries) => {
      await queries.run("CHECKPOINT");
      await copy.bringUpToDate();
    });
    const unfinished = join(folder, `${DUMP_FILE}.new`);
    await promisify(execFile)("tar", ["-czf", unfinished, "-C", copies, "data"]);
    await chmod(unfinished, 0o600);
    renameSync(unfinished, join(folder, DUMP_FILE));
  } finally {
    rmSync(copies, { recursive: true, force: true });
  }
}

/** When the newest dump of the folder was made; `undefined` where there is none. */
export function dumpTimeOf(folder: string): number | undefined {
  return statSync(join(folder, DUMP_FILE), { throwIfNoEntry: false })?.mtimeMs;
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
