import type { BoardDatabase } from "./database/boardDatabase.ts";
import { keepRanks, keepRetention } from "./housekeeping.ts";
import { settleDays } from "./ranking/moveWindows.ts";

const MINUTE_MS = 60_000;
const SETTLE_MS = 10_000;
const HOUR_MS = 60 * MINUTE_MS;

export interface Jobs {
  /** Settles when what is running has ended. Safe twice. */
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
  run(): Promise<unknown>;
}

/** Does what is due from time to time. Each run begins when the one before it has ended, and a failure ends none of them. */
export function startJobs(
  database: BoardDatabase,
  clock: () => number,
  watch: JobWatch,
  more: readonly Job[] = [],
): Jobs {
  const every = (everyMs: number, job: string, body: () => Promise<unknown>): Jobs =>
    repeat(
      everyMs,
      () => body().then(() => watch.onRun(job)),
      () => watch.onFailure(job),
    );
  const jobs = [
    every(MINUTE_MS, "ranks", () => keepRanks(database, clock())),
    // Each run is bounded; of a million people, more settles in a minute than one run takes.
    every(SETTLE_MS, "settling", () => settleDays(database, clock())),
    every(HOUR_MS, "retention", () => keepRetention(database, clock())),
    ...more.map((each) => every(each.everyMs, each.job, () => each.run())),
  ];
  return {
    async stop() {
      await Promise.all(jobs.map((job) => job.stop()));
    },
  };
}

function repeat(everyMs: number, body: () => Promise<void>, onFailure: () => void): Jobs {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const run = (): void => {
    running = body()
      .catch(onFailure)
      .then(() => {
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
