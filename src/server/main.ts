import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMainThread, parentPort } from "node:worker_threads";
import { buildApp } from "./app.ts";
import { boardJobs } from "./boardJobs.ts";
import { ensureBoard } from "./boardRecord.ts";
import { ConfigError, readConfig, type BoardConfig } from "./config.ts";
import type { BoardDatabase } from "./database/boardDatabase.ts";
import { keepHourPartitions } from "./database/hourPartitions.ts";
import { FolderInUse } from "./database/lockFolder.ts";
import { migrate } from "./database/migrate.ts";
import { openDatabase } from "./database/openDatabase.ts";
import { JobLog } from "./jobLog.ts";
import { startJobsThread, workInThread } from "./jobsThread.ts";
import { readTombstones, writeTombstones } from "./membership/tombstones.ts";
import { findBoardPage } from "./page/boardPage.ts";
import { renewEpoch } from "./renewEpoch.ts";
import { startJobs, type Jobs } from "./startJobs.ts";
import { KeptList } from "./views/keptList.ts";

/** Longer than any request may take; whoever stops the server kills it a little later. */
const STOP_MS = 25_000;
/** Lies beside this file, in the source as in the bundle. */
const MIGRATIONS = join(import.meta.dirname, "migrations");
/** The built page lies beside the bundle; the source finds it where the build puts it. */
const PAGE_FOLDERS = [import.meta.dirname, join(import.meta.dirname, "../../dist")];
/** Beside the bundle alone. */
const DOCS = join(import.meta.dirname, "apiDocs");
const LIST_MS = 10_000;

/** Commands are for after a restored backup, see docs/board.md; without one, the board is served. */
async function main([command, file]: readonly string[]): Promise<void> {
  const config = readConfig(process.env);
  if (command === undefined) return serve(config);
  if (command !== "renew-epoch" && command !== "tombstones")
    throw new ConfigError(`There is no command ${command}: there are renew-epoch and tombstones.`);
  const { writes, reads } = await openDatabase(config, () => {});
  await migrate(writes, MIGRATIONS);
  if (command === "tombstones") process.stdout.write(await writeTombstones(writes));
  else {
    if (file !== undefined) await readTombstones(writes, readFileSync(file, "utf8"));
    const deleted = await renewEpoch(writes, randomUUID(), Date.now());
    process.stdout.write(`The board has a new epoch. Members deleted again who had left: ${deleted}.\n`);
  }
  await writes.close();
  if (reads !== writes) await reads.close();
}

async function serve(config: BoardConfig): Promise<void> {
  let noteFault = (): void => {};
  const { writes, reads, width } = await openDatabase(config, () => noteFault());
  await migrate(writes, MIGRATIONS);
  await ensureBoard(writes, { boardId: randomUUID(), epoch: randomUUID(), name: config.name, nowMs: Date.now() });
  // Rows of today need a place; what is to be deleted can wait until the server listens.
  await keepHourPartitions(writes, Date.now());
  const jobLog = new JobLog();
  const list = new KeptList();
  const page = findBoardPage(PAGE_FOLDERS);
  const app = await buildApp({
    writes,
    reads,
    list,
    width,
    clock: Date.now,
    random: randomBytes,
    operatorToken: config.operatorToken,
    page,
    intervalS: config.intervalS,
    leastPeople: config.leastPeople,
    readsProvider: config.anthropic !== undefined,
    legalText: config.legalText,
    trustProxy: config.trustProxy,
    docs: { folder: existsSync(DOCS) ? DOCS : undefined },
    publicUrl: config.publicUrl,
    oidc: config.oidc,
    jobs: jobLog,
    // The host is named by nobody: by default each line would say it.
    logger: { level: config.logLevel, base: null },
  });
  if (page === undefined) app.log.warn("the page was not built: run npm run build");
  noteFault = () => app.log.warn("a connection to the database broke");
  const watch = {
    onRun(job: string) {
      jobLog.noteRun(job, Date.now());
      app.log.debug({ job }, "a job was done");
    },
    onFailure(job: string) {
      jobLog.noteFailure(job);
      app.log.error({ job }, "a job failed and will be tried again");
    },
  };
  // The list is renewed where it is kept.
  const renewal = { job: "list", everyMs: LIST_MS, run: (gently: BoardDatabase) => list.renew(gently, Date.now()) };
  const jobs: readonly Jobs[] =
    "folder" in config.database
      ? [startJobs(writes, [...boardJobs(config), renewal], watch)]
      : [startJobs(writes, [renewal], watch), startJobsThread(import.meta.filename, watch, () => noteFault())];
  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    // What still hangs then is given up: what was acknowledged is stored.
    setTimeout(() => process.kill(process.pid, "SIGKILL"), STOP_MS).unref();
    await app.close();
    await Promise.all(jobs.map((each) => each.stop()));
    await writes.close();
    if (reads !== writes) await reads.close();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop());
  await app.listen({ host: config.host, port: config.port });
}

/** What a person can put right is one sentence; anything else is a fault with its trace. */
function reportFailure(error: unknown): void {
  const isPlain = error instanceof ConfigError || error instanceof FolderInUse;
  process.stderr.write(`${isPlain ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exitCode = 1;
}

if (isMainThread) void main(process.argv.slice(2)).catch(reportFailure);
else if (parentPort !== null) workInThread(parentPort, readConfig(process.env));
