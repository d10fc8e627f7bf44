import { setTimeout as delay } from "node:timers/promises";
import type { BoardDatabase } from "./database/boardDatabase.ts";
import { gentleDatabase } from "./database/gentleDatabase.ts";
import { describeFault, type FaultFacts } from "./describeFault.ts";

export interface Jobs {
  /** Settles when what is running has ended: no later than the transactions that have begun. Safe twice. */
  stop(): Promise<void>;
}

/** Is told of each run of a job. */
export interface JobWatch {
  onRun(job: string): void;
  onFailure(job: string, fault: FaultFacts): void;
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
export function startJobs(database: BoardDatabase, jobs: readonly Job[], watch: JobWatch): Jobs {
  const ending = new AbortController();
  const gentle = gentleDatabase(database, {
    now: () => performance.now(),
    // Cut short by the end of the jobs, which is no fault.
    rest: (ms) => delay(ms, undefined, { signal: ending.signal }).catch(() => {}),
    ending: ending.signal,
  });
  const repeated = jobs.map((each) =>
    repeat(each.everyMs, async () => {
      try {
        await each.run(gentle);
        watch.onRun(each.job);
      } catch (error) {
        // Ended in the middle, the work is done again by the next server.
        if (!ending.signal.aborted) watch.onFailure(each.job, describeFault(error));
      }
    }),
  );
  return {
    async stop() {
      ending.abort();
      await Promise.all(repeated.map((each) => each.stop()));
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
