import assert from "node:assert/strict";
import type { BoardDatabase } from "../../src/server/database/boardDatabase.ts";
import { openPglite } from "../../src/server/database/openPglite.ts";
import { encodeBatch, type SyncBatch } from "../../src/shared/board/syncBatch.ts";
import { openTestPostgres } from "../support/server/boardDatabases.ts";
import { PostgresServer } from "../support/server/postgresServer.ts";
import { mountSmallDisk, type SmallDisk } from "../support/server/smallDisk.ts";
import { TestBoard, TestDevice } from "../support/server/testBoard.ts";
import { NOON, wireBatch, wireRow } from "../support/server/wireRows.ts";

const ROWS = 400;

/** A device that sends the same again until it is stored. */
class Sender {
  readonly device: TestDevice;
  readonly #board: TestBoard;
  #seq = 0;
  /** Batches that were acknowledged. */
  stored = 0;

  constructor(board: TestBoard, device: TestDevice) {
    this.#board = board;
    this.device = device;
  }

  next(): SyncBatch {
    this.#seq += 1;
    this.#board.nowMs += 180_000;
    const { boardId, memberId, deviceId } = this.device.registered;
    const batchId = `01936f5e-3b00-7000-8000-${String(this.#seq).padStart(12, "0")}`;
    const rows = Array.from({ length: ROWS }, (_, i) =>
      wireRow({ h: NOON - i, rev: this.#seq, in: this.#seq, tool: `tool-${this.#seq}` }),
    );
    return wireBatch({ batchId, boardId, memberId, deviceId, seq: this.#seq, sentAt: this.#board.nowMs, rows });
  }

  /** Whether it was stored; if not, the board has asked to be asked again later. */
  async send(batch: SyncBatch): Promise<boolean> {
    const { statusCode, headers, body } = await this.device.ask({
      method: "POST",
      path: "/v1/sync",
      body: encodeBatch(batch),
    });
    if (statusCode === 200) {
      this.stored += 1;
      return true;
    }
    assert.deepEqual([statusCode, body, headers["retry-after"]], [503, '{"error":"busy"}', "5"]);
    return false;
  }
}

async function assertWhole(database: BoardDatabase, sender: Sender): Promise<void> {
  const [row] = await database.query(
    "SELECT count(*)::int AS rows, coalesce(sum(inp), 0)::bigint AS tokens, (SELECT sum(seen)::bigint FROM member_day) AS seen FROM usage_hour",
  );
  const tokens = (ROWS * sender.stored * (sender.stored + 1)) / 2;
  // Output and cache tokens of `wireRow` besides.
  const seen = tokens + ROWS * sender.stored * 23_500;
  assert.deepEqual(row, { rows: ROWS * sender.stored, tokens, seen });
}

async function openSender(database: BoardDatabase): Promise<{ readonly board: TestBoard; readonly sender: Sender }> {
  const board = await TestBoard.open(database);
  return { board, sender: new Sender(board, await TestDevice.join(board, await board.invite())) };
}

/** Uploads until the disk is full and on, then makes room; `mend` brings back what did not survive it. */
async function fillUp(disk: SmallDisk, database: BoardDatabase, mend: () => Promise<void>): Promise<void> {
  const { board, sender } = await openSender(database);
  assert.ok(await sender.send(sender.next()));
  disk.fill();
  let waiting = sender.next();
  while (await sender.send(waiting)) waiting = sender.next();
  for (let i = 0; i < 5; i += 1) assert.equal(await sender.send(waiting), false);
  disk.free();
  await mend();
  assert.ok(await sender.send(waiting));
  assert.ok(await sender.send(sender.next()));
  await assertWhole(database, sender);
  await board.close();
}

describe("a board whose database is in trouble", function () {
  this.timeout(180_000);

  it("asks to be asked again while PostgreSQL is away, and has lost and doubled nothing when it is back", async function () {
    const server = await PostgresServer.start();
    if (server === undefined) return this.skip();
    const database = openTestPostgres(await server.createDatabase());
    try {
      const { board, sender } = await openSender(database);
      for (let outage = 0; outage < 3; outage += 1) {
        assert.ok(await sender.send(sender.next()));
        const waiting = sender.next();
        // It goes while the upload is on its way, which may or may not have been stored by then.
        const [wasStored] = await Promise.all([sender.send(waiting), server.kill()]);
        assert.equal(await sender.send(waiting), false);
        assert.equal((await board.app.inject({ url: "/readyz" })).statusCode, 503);
        assert.equal((await board.app.inject({ url: "/healthz" })).statusCode, 200);
        await server.startAgain();
        if (!wasStored) assert.ok(await sender.send(waiting));
        assert.equal((await board.app.inject({ url: "/readyz" })).statusCode, 200);
        await assertWhole(database, sender);
      }
      await board.close();
    } finally {
      await database.close();
      await server.dispose();
    }
  });

  it("asks to be asked again while the disk of PGlite is full, and goes on when there is room", async function () {
    const disk = mountSmallDisk(112);
    if (disk === undefined) return this.skip();
    const database = await openPglite(disk.folder);
    try {
      await fillUp(disk, database, async () => {});
    } finally {
      await database.close();
      disk.dispose();
    }
  });

  it("asks to be asked again while the disk of PostgreSQL is full, and goes on when there is room", async function () {
    const disk = mountSmallDisk(112);
    const server = disk === undefined ? undefined : await PostgresServer.start(disk.folder);
    if (disk === undefined || server === undefined) return this.skip();
    const database = openTestPostgres(await server.createDatabase());
    try {
      // PostgreSQL ends itself where even its journal finds no room; whoever runs it starts it again.
      await fillUp(disk, database, async () => {
        if (server.hasEnded) await server.startAgain();
      });
    } finally {
      await database.close();
      await server.dispose();
      disk.dispose();
    }
  });
});
