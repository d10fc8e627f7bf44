import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BoardDatabase } from "../../../src/server/database/boardDatabase.ts";
import { migrate } from "../../../src/server/database/migrate.ts";
import { openPglite } from "../../../src/server/database/openPglite.ts";
import { openPostgres } from "../../../src/server/database/openPostgres.ts";
import { ensureBoard } from "../../../src/server/boardRecord.ts";
import { keepRanks, keepRetention } from "../../../src/server/housekeeping.ts";
import { MIGRATIONS } from "../../support/server/boardDatabases.ts";
import { BoardProcess } from "../../support/server/boardProcess.ts";
import { PostgresServer } from "../../support/server/postgresServer.ts";
import { fillCompany } from "./company.ts";
import { cpuSeconds } from "./cpuTime.ts";
import { measureRawSpeed, type RawSpeed } from "./rawSpeed.ts";
import { sendAtRate, signed, upload, type Board, type LoadRequest, type LoadResult } from "./signedLoad.ts";

const BOARD_ID = "5b0e0f6e-6f0e-4c44-9d5c-6d7d4b6f1a11";
const EPOCH = "0c7f4f5e-19a4-4f43-8f0c-0f3f0a2c7d01";

export interface BoardBenchOptions {
  readonly engine: "postgres" | "pglite";
  readonly members: number;
  readonly membersWithHours: number;
  /** Uploads a second of the company, when a third of it is at work and sends every five minutes or less often. */
  readonly perSecond: number;
  readonly readsPerSecond: number;
  readonly seconds: number;
}

export interface BoardFigures {
  readonly fillSeconds: number;
  readonly raw: RawSpeed | undefined;
  readonly passSeconds: number;
  /** From the start of the server's process to its first answer out of the database. */
  readonly startSeconds: number;
  /** Whether the first figures of the day were finished before the end of the run; else they were being made all the while. */
  readonly hasPublished: boolean;
  readonly idlePassSeconds: number;
  readonly megabytes: number;
  readonly steady: LoadResult;
  readonly burst: LoadResult;
  readonly top: LoadResult;
  readonly rank: LoadResult;
  /** Milliseconds of CPU of the server, and of PostgreSQL, for each answer of a kind. */
  readonly cpuMs: Readonly<Record<"upload" | "rank" | "top", CpuMs>>;
  /** Whether the totals are those of what was sent. */
  readonly isWhole: boolean;
}

export interface CpuMs {
  readonly server: number;
  readonly database: number;
}

interface Place {
  /** The process of PostgreSQL that all others of it belong to. */
  readonly databasePid: number | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly open: () => Promise<BoardDatabase>;
  readonly raw: () => Promise<RawSpeed | undefined>;
  readonly dispose: () => Promise<void>;
}

export async function runBoard(options: BoardBenchOptions, say: (text: string) => void): Promise<BoardFigures> {
  const place = options.engine === "pglite" ? placeOnPglite() : await placeOnPostgres();
  try {
    return await measure(options, place, say);
  } finally {
    await place.dispose();
  }
}

async function measure(options: BoardBenchOptions, place: Place, say: (text: string) => void): Promise<BoardFigures> {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const rawKey = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url");
  let database = await place.open();
  await migrate(database, MIGRATIONS);
  await ensureBoard(database, { boardId: BOARD_ID, epoch: EPOCH, name: "Load", nowMs: Date.now() });
  await keepRetention(database, Date.now());
  say(`a company of ${options.members}`);
  const fillSeconds = await secondsOf(() => fillCompany(database, { ...options, publicKey: rawKey }, Date.now()));
  const passSeconds = await secondsOf(() => keepRanks(database, Date.now()));
  say("raw speed");
  const raw = await place.raw();
  await database.close();

  const startedAt = performance.now();
  const server = new BoardProcess({ ...place.environment, BOARD_LOG: "info" });
  const board: Board = { address: await server.address(), boardId: BOARD_ID, key: privateKey };
  try {
    const ready = await fetch(`${board.address}/readyz`);
    if (ready.status !== 200) throw new Error("The server does not serve");
    const startSeconds = (performance.now() - startedAt) / 1_000;
    say(`the first answer came after ${startSeconds.toFixed(1)} s`);
    const perRun = options.perSecond * options.seconds;
    const readCount = options.readsPerSecond * options.seconds;
    const uploads = (run: number, count: number): readonly LoadRequest[] =>
      Array.from({ length: count }, (_, i) => upload(board, (run * perRun + i * 7) % options.members, run, Date.now()));
    say(`${options.perSecond} uploads a second`);
    await sendAtRate(board.address, uploads(1, Math.min(200, perRun)), options.perSecond);
    const steadyRequests = uploads(2, perRun);
    const perAnswer = async (body: () => Promise<LoadResult>): Promise<readonly [LoadResult, CpuMs]> => {
      const before = [cpuSeconds(server.child.pid ?? 0), cpuSeconds(place.databasePid ?? 0)] as const;
      const result = await body();
      const ms = (pid: number, earlier: number): number =>
        ((cpuSeconds(pid) - earlier) * 1_000) / Math.max(1, result.bodies.length);
      return [
        result,
        { server: ms(server.child.pid ?? 0, before[0]), database: ms(place.databasePid ?? 0, before[1]) },
      ];
    };
    const [steady, uploadMs] = await perAnswer(() => sendAtRate(board.address, steadyRequests, options.perSecond));
    say("reads");
    const readsOf = (path: string, offset: number): readonly LoadRequest[] =>
      Array.from({ length: readCount }, (_, i) => signed(board, "GET", path, offset + i));
    // Connections are made and statements planned, as before the uploads that are measured.
    for (const path of ["/v1/me", "/v1/top"])
      await sendAtRate(board.address, readsOf(path, 2 * readCount).slice(0, 20), options.readsPerSecond);
    const reads = (path: string, offset: number): Promise<readonly [LoadResult, CpuMs]> =>
      perAnswer(() => sendAtRate(board.address, readsOf(path, offset), options.readsPerSecond));
    const [rank, rankMs] = await reads("/v1/me", 0);
    const [top, topMs] = await reads("/v1/top", readCount);
    say(`${options.perSecond * 10} uploads a second`);
    const burstRequests = uploads(3, perRun);
    const burst = await sendAtRate(board.address, burstRequests, options.perSecond * 10);
    await server.end("SIGTERM");
    database = await place.open();
    const isWhole = await hasAll(database, [...steadyRequests, ...burstRequests]);
    const hasPublished = (await database.query("SELECT 1 FROM job_mark WHERE job = 'publication'")).length > 0;
    const idlePassSeconds = await secondsOf(() => keepRanks(database, Date.now()));
    const megabytes = await sizeOf(database);
    await database.close();
    const cpuMs = { upload: uploadMs, rank: rankMs, top: topMs };
    const loads = { steady, burst, top, rank };
    const passes = { passSeconds, idlePassSeconds, startSeconds, hasPublished };
    return { cpuMs, fillSeconds, raw, ...passes, megabytes, ...loads, isWhole };
  } finally {
    await server.end("SIGKILL");
  }
}

/** The newest row of each key that was sent is what the board holds, and its days and windows are the sums of its hours. */
async function hasAll(database: BoardDatabase, requests: readonly LoadRequest[]): Promise<boolean> {
  const newest = new Map<string, { readonly rev: number; readonly tokens: number }>();
  for (const { body } of requests) {
    const batch = JSON.parse(body) as { memberId: number; rows: readonly { h: number; rev: number; in: number }[] };
    for (const { h, rev, in: tokens } of batch.rows) {
      const key = `${batch.memberId} ${h}`;
      if (rev > (newest.get(key)?.rev ?? 0)) newest.set(key, { rev, tokens });
    }
  }
  const members = [...new Set([...newest.keys()].map((key) => Number(key.split(" ")[0])))];
  const rows = await database.query(
    "SELECT member_id, h, rev, inp FROM usage_hour WHERE member_id = ANY ($1::bigint[]) AND rev > 1",
    [members],
  );
  const held = new Map(rows.map((row) => [`${String(row["member_id"])} ${String(row["h"])}`, row]));
  return [...newest].every(
    ([key, { rev, tokens }]) => held.get(key)?.["rev"] === rev && held.get(key)?.["inp"] === tokens,
  );
}

function placeOnPglite(): Place {
  const folder = mkdtempSync(join(tmpdir(), "token-legend-bench-"));
  return {
    environment: { BOARD_DATA: folder },
    databasePid: undefined,
    open: () => openPglite(folder),
    raw: () => Promise.resolve(undefined),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

async function placeOnPostgres(): Promise<Place> {
  const server = await PostgresServer.start();
  if (server === undefined) throw new Error("There is no PostgreSQL here");
  const url = await server.createDatabase();
  return {
    environment: { DATABASE_URL: url },
    databasePid: server.pid,
    open: () => Promise.resolve(openPostgres({ url, connections: 4, statementMs: 600_000, onFault: () => {} })),
    raw: () => measureRawSpeed(url, server.folder),
    dispose: () => server.dispose(),
  };
}

async function secondsOf(body: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await body();
  return (performance.now() - startedAt) / 1_000;
}

async function sizeOf(database: BoardDatabase): Promise<number> {
  const [row] = await database.query("SELECT pg_database_size(current_database()) / 1000000 AS mb");
  return Number(row?.["mb"]);
}
