import { randomBytes, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { isMainThread, parentPort } from "node:worker_threads";
import type { FastifyInstance } from "fastify";
import { buildApp } from "./app.ts";
import { boardJobs } from "./boardJobs.ts";
import { ensureBoard } from "./boardRecord.ts";
import { readConfig, type BoardConfig } from "./config.ts";
import type { BoardDatabase } from "./database/boardDatabase.ts";
import { keepHourPartitions } from "./database/hourPartitions.ts";
import { migrate } from "./database/migrate.ts";
import { failClosed, openDatabase, type OpenedDatabase } from "./database/openDatabase.ts";
import { JobLog } from "./jobLog.ts";
import { startJobsThread, workInThread } from "./jobsThread.ts";
import { listen } from "./listen.ts";
import { findBoardPage } from "./page/boardPage.ts";
import { PlainFault } from "./plainFault.ts";
import { runCommand } from "./runCommand.ts";
import { startJobs, type Jobs, type JobWatch } from "./startJobs.ts";
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
async function main(words: readonly string[]): Promise<void> {
  const config = readConfig(process.env);
  if (words.length === 0) await serve(config);
  else process.stdout.write(await runCommand(words, config, MIGRATIONS));
}

async function serve(config: BoardConfig): Promise<void> {
  let noteFault = (): void => {};
  const database = await openDatabase(
    config,
    async (writes) => {
      await migrate(writes, MIGRATIONS);
      await ensureBoard(writes, { boardId: randomUUID(), epoch: randomUUID(), name: config.name, nowMs: Date.now() });
      // Rows of today need a place; what is to be deleted can wait until the server listens.
      await keepHourPartitions(writes, Date.now());
    },
    () => noteFault(),
  );
  try {
    const [jobLog, list] = [new JobLog(), new KeptList()];
    const app = await buildBoard(config, database, jobLog, list);
    const onFault = (): void => app.log.warn("a connection to the database broke");
    noteFault = onFault;
    let jobs: readonly Jobs[] = [];
    let isStopping = false;
    const stop = async (): Promise<void> => {
      if (isStopping) return;
      isStopping = true;
      // What still hangs then is given up: what was acknowledged is stored.
      setTimeout(() => process.kill(process.pid, "SIGKILL"), STOP_MS).unref();
      await app.close();
      await Promise.all(jobs.map((each) => each.stop()));
      await database.close();
    };
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop());
    await listen(app, config);
    // Only now: a start that fails leaves no job behind that goes on.
    if (!isStopping) jobs = beginJobs(config, database.writes, { app, jobLog, list, onFault });
  } catch (error) {
    await failClosed(database, error);
  }
}

async function buildBoard(
  config: BoardConfig,
  { writes, reads, width }: OpenedDatabase,
  jobs: JobLog,
  list: KeptList,
): Promise<FastifyInstance> {
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
    jobs,
    dataFolder: "folder" in config.database ? config.database.folder : undefined,
    // The host is named by nobody: by default each line would say it.
    logger: { level: config.logLevel, base: null },
  });
  if (page === undefined) app.log.warn("the page was not built: run npm run build");
  return app;
}

interface JobPlaces {
  readonly app: FastifyInstance;
  readonly jobLog: JobLog;
  readonly list: KeptList;
  readonly onFault: () => void;
}

function beginJobs(
  config: BoardConfig,
  writes: BoardDatabase,
  { app, jobLog, list, onFault }: JobPlaces,
): readonly Jobs[] {
  const watch: JobWatch = {
    onRun(job) {
      jobLog.noteRun(job, Date.now());
      app.log.debug({ job }, "a job was done");
    },
    onFailure(job, fault) {
      jobLog.noteFailure(job);
      app.log.error({ job, ...fault }, "a job failed and will be tried again");
    },
  };
  // The list is renewed where it is kept.
  const renewal = { job: "list", everyMs: LIST_MS, run: (gently: BoardDatabase) => list.renew(gently, Date.now()) };
  if ("folder" in config.database) return [startJobs(writes, [...boardJobs(config), renewal], watch)];
  return [startJobs(writes, [renewal], watch), startJobsThread(import.meta.filename, watch, onFault)];
}

/** What a person can put right is one sentence; anything else is a fault with its trace. Whoever runs the board may start it again. */
function endWith(error: unknown): void {
  const isPlain = error instanceof PlainFault;
  process.stderr.write(`${isPlain ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  // Also where something is still open that would keep the process, and with it the folder.
  process.exit(1);
}

if (isMainThread) void main(process.argv.slice(2)).catch(endWith);
else if (parentPort !== null) workInThread(parentPort, readConfig(process.env));
