import { setTimeout as delay } from "node:timers/promises";
import type { BoardDatabase } from "./database/boardDatabase.ts";
import { gentleDatabase } from "./database/gentleDatabase.ts";
import { keepStatistics } from "./database/keepStatistics.ts";
import { keepRanks, keepRetention } from "./housekeeping.ts";
import { settleDays, slideWindows } from "./ranking/moveWindows.ts";

const MINUTE_MS = 60_000;
const OFTEN_MS = 10_000;
const HOUR_MS = 60 * MINUTE_MS;

export interface Jobs {
  /** Settles when what is running has ended: no later than the transactions that have begun. Safe twice. */
  stop(): Promise<void>;
}

/** Is told of each run of a job. */
export interface JobWatch {
  onRun(job: string): void;
  onFailure(job: string): void;
}

export interface Job {
  readonly job: string;
  readonly everyMs: number;
  /** @param database leaves room for requests; see `gentleDatabase` */
  run(database: BoardDatabase): Promise<unknown>;
}

/**
 * Does what is due from time to time. Each run begins when the one before it has ended, and a failure ends none of them. Each job
 * has a schedule of its own, so that ranks are made every minute whatever else takes hours.
 */
export function startJobs(
  database: BoardDatabase,
  clock: () => number,
  watch: JobWatch,
  more: readonly Job[] = [],
): Jobs {
  const ending = new AbortController();
  const gentle = gentleDatabase(database, {
    now: () => performance.now(),
    // Cut short by the end of the jobs, which is no fault.
    rest: (ms) => delay(ms, undefined, { signal: ending.signal }).catch(() => {}),
    ending: ending.signal,
  });
  const ours: readonly Job[] = [
    { job: "ranks", everyMs: MINUTE_MS, run: (gently) => keepRanks(gently, clock()) },
    { job: "windows", everyMs: MINUTE_MS, run: (gently) => slideWindows(gently, clock()) },
    // Each run is bounded; of a million people, more settles in a minute than one run takes.
    { job: "settling", everyMs: OFTEN_MS, run: (gently) => settleDays(gently, clock()) },
    { job: "statistics", everyMs: OFTEN_MS, run: keepStatistics },
    { job: "retention", everyMs: HOUR_MS, run: (gently) => keepRetention(gently, clock()) },
  ];
  const repeated = [...ours, ...more].map((each) =>
    repeat(each.everyMs, async () => {
      try {
        await each.run(gentle);
        watch.onRun(each.job);
      } catch {
        // Ended in the middle, the work is done again by the next server.
        if (!ending.signal.aborted) watch.onFailure(each.job);
      }
    }),
  );
  return {
    async stop() {
      ending.abort();
      await Promise.all(repeated.map((job) => job.stop()));
    },
  };
}

function repeat(everyMs: number, body: () => Promise<void>): Jobs {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const run = (): void => {
    running = body().then(() => {
      if (!isStopped) timer = setTimeout(run, everyMs);
    });
  };
  run();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
