import { randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import { buildApp } from "./app.ts";
import { ensureBoard } from "./boardRecord.ts";
import { ConfigError, readConfig, type BoardConfig } from "./config.ts";
import type { BoardDatabase } from "./database/boardDatabase.ts";
import { FolderInUse } from "./database/lockFolder.ts";
import { migrate } from "./database/migrate.ts";
import { openPglite } from "./database/openPglite.ts";
import { openPostgres } from "./database/openPostgres.ts";
import { keepRetention } from "./housekeeping.ts";
import { JobLog } from "./jobLog.ts";
import { findBoardPage } from "./page/boardPage.ts";
import { startJobs } from "./startJobs.ts";

/** Longer than any request may take; whoever stops the server kills it a little later. */
const STOP_MS = 25_000;
/** Lies beside this file, in the source as in the bundle. */
const MIGRATIONS = join(import.meta.dirname, "migrations");
/** The built page lies beside the bundle; the source finds it where the build puts it. */
const PAGE_FOLDERS = [import.meta.dirname, join(import.meta.dirname, "../../dist")];

interface Opened {
  readonly writes: BoardDatabase;
  readonly reads: BoardDatabase;
  /** Uploads that the database stores at once. */
  readonly width: number;
}

async function open(config: BoardConfig, onFault: () => void): Promise<Opened> {
  if ("folder" in config.database) {
    const database = await openPglite(config.database.folder);
    return { writes: database, reads: database, width: 1 };
  }
  const options = { url: config.database.url, connections: config.connections, statementMs: 15_000, onFault };
  // Housekeeping and everything besides uploads have two of the connections for writing.
  return { writes: openPostgres(options), reads: openPostgres(options), width: Math.max(1, config.connections - 2) };
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  let noteFault = (): void => {};
  const { writes, reads, width } = await open(config, () => noteFault());
  await migrate(writes, MIGRATIONS);
  await ensureBoard(writes, { boardId: randomUUID(), epoch: randomUUID(), name: config.name, nowMs: Date.now() });
  await keepRetention(writes, Date.now());
  const jobLog = new JobLog();
  const page = findBoardPage(PAGE_FOLDERS);
  const app = await buildApp({
    writes,
    reads,
    width,
    clock: Date.now,
    random: randomBytes,
    operatorToken: config.operatorToken,
    page,
    intervalS: config.intervalS,
    trustProxy: config.trustProxy,
    publicUrl: config.publicUrl,
    oidc: config.oidc,
    jobs: jobLog,
    logger: { level: config.logLevel },
  });
  if (page === undefined) app.log.warn("the page was not built: run npm run build");
  noteFault = () => app.log.warn("a connection to the database broke");
  const jobs = startJobs(writes, Date.now, {
    onRun: (job) => jobLog.noteRun(job, Date.now()),
    onFailure(job) {
      jobLog.noteFailure(job);
      app.log.error({ job }, "a job failed and will be tried again");
    },
  });
  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    // What still hangs then is given up: what was acknowledged is stored.
    setTimeout(() => process.kill(process.pid, "SIGKILL"), STOP_MS).unref();
    await app.close();
    await jobs.stop();
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

void main().catch(reportFailure);
