import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const SQLITE_BUSY = 5;

/**
 * Keeps two starts from one folder apart: they would share a profile of VS Code, and the second would write the sample anew
 * below the first. The operating system holds the lock and lets go of it however the process ends.
 *
 * @returns lets go of it
 * @throws Error with what to do, where another start has it
 */
export function lockStart(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const lock = new DatabaseSync(join(folder, "start.lock"), { timeout: 0 });
  if (!takes(lock)) {
    lock.close();
    throw new Error(
      "Another npm start runs from this folder. End it with Ctrl+C in its terminal, or clone the repository once more.",
    );
  }
  return () => {
    lock.close();
  };
}

function takes(lock: DatabaseSync): boolean {
  try {
    // Locks out readers as well. Nothing is ever written in it.
    lock.exec("PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE");
    return true;
  } catch (error) {
    if (error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY) return false;
    lock.close();
    throw error;
  }
}
