import { execFile } from "node:child_process";
import { renameSync, statSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { BoardDatabase } from "./boardDatabase.ts";

const DAY_MS = 86_400_000;

/** Lies beside the data; a copy of it elsewhere outlives the disk. */
export const DUMP_FILE = "backup.tar.gz";

/**
 * Writes the embedded database's folder into one file, if that was not done within a day. Nothing else uses the database
 * meanwhile, and after the checkpoint its files are all that there is, so that the copy opens like the folder itself.
 *
 * @returns whether it was due
 */
export async function dumpFolder(database: BoardDatabase, folder: string, nowMs: number): Promise<boolean> {
  const file = join(folder, DUMP_FILE);
  if (nowMs - changedMs(file) < DAY_MS) return false;
  const unfinished = `${file}.new`;
  await database.transaction(async (queries) => {
    await queries.run("CHECKPOINT");
    await promisify(execFile)("tar", ["-czf", unfinished, "-C", folder, "data"]);
  });
  await chmod(unfinished, 0o600);
  renameSync(unfinished, file);
  return true;
}

function changedMs(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Number.NEGATIVE_INFINITY;
}
