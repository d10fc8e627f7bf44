import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { BoardProcess } from "../support/server/boardProcess.ts";
import { PostgresServer } from "../support/server/postgresServer.ts";

/** A board that was started and cannot work: it has ended by itself, with one sentence. */
async function assertRefused(board: BoardProcess, sentence: RegExp): Promise<void> {
  const { code, errors } = await board.end();
  assert.match(errors, sentence);
  assert.deepEqual([code, errors.trim().split("\n").length], [1, 1], errors);
}

async function portInUse(): Promise<{ readonly port: string; readonly server: Server }> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  return { port: String(address.port), server };
}

describe("the board as a program", function () {
  this.timeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), "token-legend-board-"));
  const started: BoardProcess[] = [];
  const start = (environment: Readonly<Record<string, string>>): BoardProcess => {
    const board = new BoardProcess(environment);
    started.push(board);
    return board;
  };
  after(async () => {
    for (const board of started) await board.end("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  it("serves, keeps a second one off its folder, and is the same board after it was killed", async () => {
    const first = start({ BOARD_DATA: folder });
    const before: unknown = await (await fetch(`${await first.address()}/v1/board`)).json();
    const second = await start({ BOARD_DATA: folder }).end();
    assert.equal(second.code, 1);
    assert.ok(second.errors.includes(`in use by process ${first.child.pid ?? 0} on `), second.errors);
    await first.end("SIGKILL");

    const third = start({ BOARD_DATA: folder });
    const address = await third.address();
    const after: unknown = await (await fetch(`${address}/v1/board`)).json();
    const idOf = (board: unknown): unknown => (board as { readonly boardId: unknown }).boardId;
    assert.equal(idOf(after), idOf(before));
    assert.equal((await fetch(`${address}/readyz`)).status, 200);
    assert.deepEqual(await third.end("SIGTERM"), { code: 0, errors: "" });
    for (const line of third.output.trim().split("\n")) {
      const entry = JSON.parse(line) as Readonly<Record<string, unknown>>;
      assert.ok(!Object.hasOwn(entry, "hostname"), line);
    }
  });

  it("ends with one sentence where a setting is wrong", async () => {
    const { code, errors } = await start({ BOARD_DATA: folder, BOARD_PORT: "no" }).end();
    assert.equal(code, 1);
    assert.equal(errors.trim().split("\n").length, 1);
    assert.match(errors, /BOARD_PORT/);
  });

  it("ends where it cannot listen or cannot have its folder, and keeps neither folder nor jobs", async () => {
    const { port, server } = await portInUse();
    try {
      await assertRefused(start({ BOARD_DATA: folder, BOARD_PORT: port }), /in use by another process.*BOARD_PORT/);
    } finally {
      server.close();
    }
    await assertRefused(start({ BOARD_DATA: folder, BOARD_HOST: "10.9.9.9" }), /BOARD_HOST/);
    const file = join(folder, "file");
    writeFileSync(file, "");
    await assertRefused(start({ BOARD_DATA: file }), /BOARD_DATA names a file/);
  });

  it("renews no epoch by a list that is not there or holds no mark, and says how many it has read", async () => {
    const renew = (name: string): BoardProcess => {
      const board = new BoardProcess({ BOARD_DATA: folder }, ["renew-epoch", join(folder, name)]);
      started.push(board);
      return board;
    };
    await assertRefused(renew("none.txt"), /none\.txt cannot be read \(ENOENT\)/);
    writeFileSync(join(folder, "wrong.txt"), "Some other list\n");
    await assertRefused(renew("wrong.txt"), /wrong\.txt holds no mark/);
    writeFileSync(join(folder, "left.txt"), `${"ab".repeat(32)} 1800000000000\n`);
    const right = renew("left.txt");
    assert.deepEqual(await right.end(), { code: 0, errors: "" });
    assert.match(right.output, /Marks read: 1\./);
  });

  it("takes no command in a place without a board, and makes none there", async () => {
    const mistyped = join(folder, "mistyped");
    for (const command of ["tombstones", "renew-epoch"]) {
      const board = new BoardProcess({ BOARD_DATA: mistyped }, [command]);
      started.push(board);
      await assertRefused(board, /no board in the place of BOARD_DATA/);
    }
    assert.ok(!existsSync(mistyped));
  });
});

describe("the board as a program on PostgreSQL", function () {
  this.timeout(600_000);
  const started: BoardProcess[] = [];
  let postgres: PostgresServer | undefined;
  before(async function () {
    postgres = await PostgresServer.start();
    // Not installed here.
    if (postgres === undefined) this.skip();
  });
  after(async () => {
    for (const board of started) await board.end("SIGKILL");
    await postgres?.dispose();
  });

  function start(url: string, command: readonly string[] = [], more: Readonly<Record<string, string>> = {}) {
    const board = new BoardProcess({ DATABASE_URL: url, ...more }, command);
    started.push(board);
    return board;
  }

  async function run(url: string, sql: string): Promise<void> {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }

  it("ends with one sentence where the database is not there, not for it, or of a newer board", async () => {
    assert.ok(postgres !== undefined);
    const url = await postgres.createDatabase();
    await assertRefused(start("postgres://board:hunter2@127.0.0.1:1/board"), /^(?!.*hunter2).*DATABASE_URL.*its host/);
    await assertRefused(start(postgres.url("nowhere")), /DATABASE_URL.*name of its database/);
    await run(url, "CREATE ROLE guest LOGIN");
    await assertRefused(start(url.replace("board@", "guest@")), /DATABASE_URL.*GRANT CREATE/);
    await assertRefused(start(url.replace("board@", "nobody@")), /DATABASE_URL.*its user/);
    for (const command of ["tombstones", "renew-epoch"])
      await assertRefused(start(url, [command]), /no board in the place of DATABASE_URL/);
    await run(
      url,
      "CREATE TABLE schema_step (name text PRIMARY KEY); INSERT INTO schema_step VALUES ('999_future.sql')",
    );
    await assertRefused(start(url), /999_future\.sql of a newer board/);
  });

  it("ends where it cannot listen", async () => {
    assert.ok(postgres !== undefined);
    const { port, server } = await portInUse();
    try {
      const board = start(await postgres.createDatabase(), [], { BOARD_PORT: port });
      await assertRefused(board, /in use by another process.*BOARD_PORT/);
    } finally {
      server.close();
    }
  });
});
