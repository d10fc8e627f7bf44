import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import type { BadHome } from "./badHome.ts";
import type { MeterProcess } from "./badHomeProcess.ts";

/** A disk for the ledger that can be filled and freed again. */
export interface SmallDisk {
  readonly name: string;
  /** Puts the home's ledger on the disk; answers why not where this machine cannot have such a disk. */
  attach(bad: BadHome): string | undefined;
  fill(bad: BadHome, meter: MeterProcess): void;
  free(bad: BadHome, meter: MeterProcess): void;
  /** Takes the disk away and the home with it. */
  detach(bad: BadHome): void;
}

/** A file system of its own, two megabytes large. */
const realDisk: SmallDisk = {
  name: "a disk of two megabytes",
  attach(bad) {
    const folder = dirname(bad.ledgerFile);
    mkdirSync(folder);
    const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", folder]);
    return status === 0 ? undefined : "mounting a file system is not allowed here";
  },
  fill(bad) {
    const file = openSync(fillerOf(bad), "a");
    try {
      for (const bytes of [65_536, 4_096, 1]) fillWith(file, Buffer.alloc(bytes));
    } finally {
      closeSync(file);
    }
  },
  free(bad) {
    rmSync(fillerOf(bad));
  },
  detach(bad) {
    spawnSync("umount", [dirname(bad.ledgerFile)]);
    bad.dispose();
  },
};

function fillWith(file: number, piece: Buffer): void {
  try {
    while (true) writeSync(file, piece);
  } catch {
    // Full, as it should be.
  }
}

function fillerOf(bad: BadHome): string {
  return join(dirname(bad.ledgerFile), "filler");
}

/** A limit to the size of files, as quotas set it: the ledger's journal cannot grow any more. */
const limitedFiles: SmallDisk = {
  name: "a limit to the size of files",
  attach(bad) {
    mkdirSync(dirname(bad.ledgerFile));
    return spawnSync("prlimit", ["--version"]).status === 0 ? undefined : "prlimit is not installed";
  },
  fill(bad, meter) {
    const journal = `${bad.ledgerFile}-wal`;
    setLimit(meter, existsSync(journal) ? String(statSync(journal).size + 100) : "100");
  },
  free(_bad, meter) {
    setLimit(meter, "unlimited");
  },
  detach(bad) {
    bad.dispose();
  },
};

function setLimit(meter: MeterProcess, bytes: string): void {
  const { status, stderr } = spawnSync("prlimit", ["--pid", String(meter.pid), `--fsize=${bytes}:unlimited`]);
  if (status !== 0) throw new Error(`The limit could not be set: ${stderr.toString()}`);
}

export const SMALL_DISKS: readonly SmallDisk[] = [realDisk, limitedFiles];
