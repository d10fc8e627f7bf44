import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { PlainFault } from "../plainFault.ts";

/** Another process has the folder; the message names it. */
export class FolderInUse extends PlainFault {
  override readonly name = "FolderInUse";
}

export interface FolderLock {
  /** Safe twice. */
  release(): void;
}

const SQLITE_BUSY = 5;

/**
 * Takes the folder for this process. The operating system holds the lock, by way of an SQLite file, and lets go of it when
 * the process ends, however it ends: nothing is left to be cleaned up, and no number of a process is mistaken for another.
 *
 * @throws FolderInUse where another process has it
 */
export function lockFolder(folder: string): FolderLock {
  const lock = new DatabaseSync(join(folder, "board.lock"), { timeout: 0 });
  try {
    // An open transaction that locks out readers as well. Nothing is ever written in it.
    lock.exec("PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if (isBusy(error)) throw new FolderInUse(inUseText(folder), { cause: error });
    throw error;
  }
  const holder = join(folder, "board.holder");
  writeFileSync(`${holder}.new`, holderText(), { mode: 0o600 });
  renameSync(`${holder}.new`, holder);
  let isHeld = true;
  const release = (): void => {
    if (!isHeld) return;
    isHeld = false;
    process.off("exit", release);
    lock.close();
  };
  // Named by the process: a lock that nobody names any more would be collected, and let go of.
  process.on("exit", release);
  return { release };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;
}

function holderText(): string {
  return `process ${process.pid} on ${hostname()}, since ${new Date().toISOString()}`;
}

function inUseText(folder: string): string {
  let holder = "another process";
  try {
    holder = readFileSync(join(folder, "board.holder"), "utf8");
  } catch {
    // It has only just begun, and has not said yet who it is.
  }
  return `The data folder is in use by ${holder}. Two boards on one folder would lose data: stop that one first, or give this one a folder of its own. (${folder})`;
}
