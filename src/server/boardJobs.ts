import { randomBytes } from "node:crypto";
import { createPricer } from "../core/prices/createPricer.ts";
import type { BoardConfig } from "./config.ts";
import { keepDump } from "./database/keepDump.ts";
import { keepStatistics } from "./database/keepStatistics.ts";
import { keepRanks, keepRetention } from "./housekeeping.ts";
import { checkMembers } from "./integrity/checkMembers.ts";
import { reconcileProvider } from "./providers/reconcileProvider.ts";
import { keepPublication } from "./publication/keepPublication.ts";
import { settleDays, slideWindows } from "./ranking/moveWindows.ts";
import type { Job } from "./startJobs.ts";

const OFTEN_MS = 10_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What a board does from time to time by itself, as far as it needs nothing but the database. */
export function boardJobs(config: BoardConfig): readonly Job[] {
  const { database, anthropic, leastPeople } = config;
  const pricer = createPricer();
  return [
    { job: "ranks", everyMs: MINUTE_MS, run: (gently) => keepRanks(gently, Date.now()) },
    { job: "windows", everyMs: MINUTE_MS, run: (gently) => slideWindows(gently, Date.now()) },
    // Each run is bounded; of a million people, more settles in a minute than one run takes.
    { job: "settling", everyMs: OFTEN_MS, run: (gently) => settleDays(gently, Date.now()) },
    { job: "statistics", everyMs: OFTEN_MS, run: keepStatistics },
    { job: "retention", everyMs: HOUR_MS, run: (gently) => keepRetention(gently, Date.now()) },
    {
      job: "checks",
      everyMs: 2 * MINUTE_MS,
      run: (gently) => checkMembers(gently, { nowMs: Date.now(), random: randomBytes }),
    },
    {
      // How often it is asked whether there is something to publish.
      job: "publication",
      everyMs: 10 * MINUTE_MS,
      run: (gently) => keepPublication(gently, { nowMs: Date.now(), least: leastPeople, pricer }),
    },
    ...(anthropic === undefined
      ? []
      : [
          {
            job: "provider",
            everyMs: 6 * HOUR_MS,
            run: (gently) =>
              reconcileProvider(gently, { ...anthropic, fetch }, { nowMs: Date.now(), random: randomBytes }),
          } satisfies Job,
        ]),
    ...("folder" in database
      ? [
          {
            job: "dump",
            everyMs: HOUR_MS,
            run: (gently) => keepDump(gently, database.folder, new Date()),
          } satisfies Job,
        ]
      : []),
  ];
}
