import assert from "node:assert/strict";
import type { BoardDatabase } from "../../src/server/database/boardDatabase.ts";
import { openPgliteInMemory } from "../../src/server/database/openPglite.ts";
import { encodeBatch } from "../../src/shared/board/syncBatch.ts";
import { TestBoard, TestDevice } from "../support/server/testBoard.ts";
import { NOON, wireBatch, wireRow } from "../support/server/wireRows.ts";

const ROWS = 500;
const BATCHES = 2_000;

describe("a flood of a million rows", function () {
  this.timeout(300_000);
  let database: BoardDatabase;
  before(async () => {
    database = await openPgliteInMemory();
  });
  after(() => database.close());

  it("from one device is stored as far as its requests go, and refused beyond with the time to wait", async () => {
    const board = await TestBoard.open(database);
    const device = await TestDevice.join(board, await board.invite());
    const other = await TestDevice.join(board, await board.invite());
    const { boardId, memberId, deviceId } = device.registered;
    const rows = Array.from({ length: ROWS }, (_, i) => wireRow({ h: NOON - i, tool: "TOOL" }));
    const text = encodeBatch(wireBatch({ boardId, memberId, deviceId, rows }));
    const statuses = new Map<number, number>();
    for (let i = 1; i <= BATCHES; i += 1) {
      const tool = `tool-${String(i).padStart(4, "0")}`;
      const body = text.replace("000000000001", String(i).padStart(12, "0")).replaceAll("TOOL", tool);
      const { statusCode, headers } = await device.ask({ method: "POST", path: "/v1/sync", body });
      if (statusCode === 429) assert.equal(headers["retry-after"], "180");
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
    }
    assert.deepEqual(
      [...statuses],
      [
        [200, 20],
        [429, BATCHES - 20],
      ],
    );
    const [stored] = await database.query("SELECT count(*)::int AS n FROM usage_hour");
    assert.equal(stored?.["n"], 20 * ROWS);
    const whole = wireBatch({ ...other.registered, batchId: "01936f5e-3b00-7000-8000-00000000000a" });
    assert.equal((await other.ask({ method: "POST", path: "/v1/sync", body: encodeBatch(whole) })).statusCode, 200);
    await board.close();
  });
});
