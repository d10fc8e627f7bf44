import type { BoardDatabase } from "./database/boardDatabase.ts";
import { keepRanks, keepRetention } from "./housekeeping.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export interface Jobs {
  /** Settles when what is running has ended. Safe twice. */
  stop(): Promise<void>;
}

/** Does what is due from time to time. Each run begins when the one before it has ended, and a failure ends none of them. */
export function startJobs(database: BoardDatabase, clock: () => number, onFailure: (job: string) => void): Jobs {
  const jobs = [
    repeat(
      MINUTE_MS,
      () => keepRanks(database, clock()),
      () => onFailure("ranks"),
    ),
    repeat(
      HOUR_MS,
      () => keepRetention(database, clock()),
      () => onFailure("retention"),
    ),
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
