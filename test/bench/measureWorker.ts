import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

/** How late the timers of a thread were; the timer's own grain of 1 ms is in it. */
export interface ThreadDelay {
  readonly p99Ms: number;
  readonly longestMs: number;
}

/** What the worker costs the process it lives in. */
export interface HostCost {
  /** From starting the worker to its first snapshot with everything in it. */
  readonly backFillMs: number;
  /** Of the main thread before there was a worker, and during the back-fill. */
  readonly idle: ThreadDelay;
  readonly filling: ThreadDelay;
  /** From appending one call to a log to the snapshot that has it, once per call. */
  readonly appendMs: readonly number[];
  /** Resident size before the worker, after everything, and the largest. */
  readonly restBytes: number;
  readonly afterBytes: number;
  readonly peakBytes: number;
}

/**
 * Starts the built worker from a process that stands for the extension host, on a home it has not seen.
 * @throws Error when the worker is not built or fails
 */
export function measureWorker(root: string, home: string, cacheFolder: string): HostCost {
  const worker = join(root, "dist/worker.cjs");
  if (!existsSync(worker)) throw new Error("dist/worker.cjs is missing: build it with `node esbuild.mjs --production`");
  const ledgerFolder = mkdtempSync(join(cacheFolder, "worker-ledger-"));
  const log = join(home, ".claude/projects/-home-ann-bench/00000000-0000-4000-a000-000000000000.jsonl");
  mkdirSync(dirname(log), { recursive: true });
  try {
    const script = join(import.meta.dirname, "hostLike.ts");
    const done = spawnSync(process.execPath, [script, worker, home, ledgerFolder, log], {
      encoding: "utf8",
      timeout: 180_000,
    });
    if (done.status !== 0) throw new Error(`the worker could not be measured: ${done.stderr}`, { cause: done.error });
    // Written by hostLike.ts, which returns this type.
    return JSON.parse(done.stdout) as HostCost;
  } finally {
    rmSync(ledgerFolder, { recursive: true, force: true });
    rmSync(dirname(log), { recursive: true, force: true });
  }
}
