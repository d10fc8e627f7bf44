import assert from "node:assert/strict";
import * as v from "valibot";
import type { BoardDatabase } from "../../src/server/database/boardDatabase.ts";
import { encodeBatch } from "../../src/shared/board/syncBatch.ts";
import { syncReplySchema } from "../../src/shared/board/syncReply.ts";
import type { UsageRow } from "../../src/shared/board/usageRow.ts";
import { Random } from "../support/company/random.ts";
import { onEachDatabase } from "../support/server/boardDatabases.ts";
import { FailingDatabase } from "../support/server/failingDatabase.ts";
import { TestBoard, TestDevice } from "../support/server/testBoard.ts";
import { NOON, wireBatch, wireRow } from "../support/server/wireRows.ts";

const SENDERS = 4;
const ROWS_EACH = 150;
const BATCH = 12;

/** A figure that no other row has: what is stored can be told row by row. */
function rowsOf(sender: number): readonly UsageRow[] {
  return Array.from({ length: ROWS_EACH }, (_, i) => wireRow({ h: NOON - i, in: 1 + sender * ROWS_EACH + i }));
}

/** Rows that the board refuses for good stand for permanent failures, a database that is away for those that pass. */
interface Scenario {
  readonly name: string;
  readonly permanent: number;
  readonly passing: number;
}
const SCENARIOS: readonly Scenario[] = [
  { name: "when everything succeeds", permanent: 0, passing: 0 },
  { name: "when rows are refused for good at random", permanent: 0.25, passing: 0 },
  { name: "when the database is away at random", permanent: 0, passing: 0.06 },
  { name: "when both happen", permanent: 0.25, passing: 0.06 },
];

interface Tally {
  readonly accepted: number[];
  readonly refused: number[];
  retries: number;
}

/** Sends until every row was answered for, as a client does: the same batch again after an answer that passes. */
async function sendAll(board: TestBoard, device: TestDevice, sender: number, scenario: Scenario): Promise<Tally> {
  const random = new Random(sender + 1);
  const tally: Tally = { accepted: [], refused: [], retries: 0 };
  const rows = rowsOf(sender);
  for (let from = 0; from < rows.length; from += BATCH) {
    const part = rows.slice(from, from + BATCH);
    const isSpoiled = part.map(() => random.chance(scenario.permanent));
    const { boardId, memberId, deviceId } = device.registered;
    const batchId = `01936f5e-3b00-7000-8000-${String(sender * 1_000 + from).padStart(12, "0")}`;
    const batch = wireBatch({ batchId, boardId, memberId, deviceId, seq: from + 1, sentAt: board.nowMs, rows: part });
    const spoiled = part.map((row, i) => (isSpoiled[i] === true ? { ...row, sess: -1 } : row));
    const body = scenario.permanent === 0 ? encodeBatch(batch) : JSON.stringify({ ...batch, rows: spoiled });
    let response = await device.ask({ method: "POST", path: "/v1/sync", body });
    while (response.statusCode === 503) {
      assert.ok(Number(response.headers["retry-after"]) > 0);
      tally.retries += 1;
      response = await device.ask({ method: "POST", path: "/v1/sync", body });
    }
    assert.equal(response.statusCode, 200, response.body);
    const reply = v.parse(syncReplySchema, response.json());
    const refused = new Set(reply.refused.map(({ i }) => i));
    assert.equal(reply.accepted + refused.size, part.length);
    for (const [i, row] of part.entries()) (refused.has(i) ? tally.refused : tally.accepted).push(row.in);
  }
  return tally;
}

async function stored(database: BoardDatabase): Promise<readonly number[]> {
  const rows = await database.query("SELECT inp FROM usage_hour ORDER BY inp");
  return rows.map((row) => Number(row["inp"]));
}

describe("the contract of receiving", () => {
  onEachDatabase((databases) => {
    for (const scenario of SCENARIOS)
      it(`holds with four senders at once ${scenario.name}: accepted and refused are what was made, each once`, async () => {
        const failing = new FailingDatabase(await databases.open(), new Random(7), scenario.passing);
        const board = await TestBoard.open(failing.whole);
        const code = await board.invite();
        const devices: TestDevice[] = [];
        for (let sender = 0; sender < SENDERS; sender += 1) devices.push(await TestDevice.join(board, code));
        await board.restart(failing);
        try {
          const tallies = await Promise.all(devices.map((device, sender) => sendAll(board, device, sender, scenario)));
          const generated = devices.flatMap((_, sender) => rowsOf(sender).map((row) => row.in));
          const accepted = tallies.flatMap((tally) => tally.accepted).toSorted((a, b) => a - b);
          const refused = tallies.flatMap((tally) => tally.refused);
          assert.deepEqual(
            [...accepted, ...refused].toSorted((a, b) => a - b),
            generated,
          );
          assert.deepEqual(await stored(board.database), accepted);
          assert.equal(refused.length > 0, scenario.permanent > 0);
          assert.equal(
            tallies.some((tally) => tally.retries > 0),
            scenario.passing > 0,
          );
        } finally {
          await board.close();
        }
      });
  });
});
