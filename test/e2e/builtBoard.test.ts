import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { BoardProcess } from "../support/server/boardProcess.ts";
import { PostgresServer } from "../support/server/postgresServer.ts";

/** As the image and the command line's bundle start it. */
const BUILT = resolve(import.meta.dirname, "../../dist/board.cjs");
const JOBS = ["ranks", "windows", "settling", "statistics", "retention", "checks", "publication", "list"];

describe("the board as it is built", function () {
  this.timeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), "token-legend-built-board-"));
  let postgres: PostgresServer | undefined;
  let board: BoardProcess | undefined;
  afterEach(() => board?.end("SIGKILL"));
  after(async () => {
    await postgres?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  async function servesAll(environment: Readonly<Record<string, string>>, jobs: readonly string[]): Promise<void> {
    board = new BoardProcess({ ...environment, BOARD_LOG: "debug" }, [], BUILT);
    const address = await board.address();
    for (const path of ["/readyz", "/", "/docs/", "/docs/static/swagger-ui.css"])
      assert.equal((await fetch(`${address}${path}`)).status, 200, path);
    for (const job of jobs) await board.logged(new RegExp(`"job":"${job}","msg":"a job was done"`));
    assert.deepEqual(await board.end("SIGTERM"), { code: 0, errors: "" });
  }

  it("serves its page and the description of its routes, and does every job, on a folder", async () => {
    await servesAll({ BOARD_DATA: folder }, [...JOBS, "dump"]);
  });

  it("does the same on PostgreSQL, where jobs have a thread of their own", async function () {
    postgres = await PostgresServer.start();
    // Not installed here.
    if (postgres === undefined) return this.skip();
    await servesAll({ DATABASE_URL: await postgres.createDatabase() }, JOBS);
  });
});
