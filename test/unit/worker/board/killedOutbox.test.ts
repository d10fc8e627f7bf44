import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { makeHourRows } from "../../../../src/core/board/makeHourRows.ts";
import { rowKeyOf } from "../../../../src/core/board/rowKey.ts";
import type { OutboxRequest, TakenBatch } from "../../../../src/shared/board/outbox.ts";
import { HourReader } from "../../../../src/worker/board/hourReader.ts";
import { openMeter } from "../../../../src/worker/openMeter.ts";
import { memoryFolder } from "../../../support/memoryFolder.ts";
import { ReferenceBoard } from "../../../support/referenceBoard.ts";

const CHILD = join(import.meta.dirname, "../../../support/killedOutboxChild.ts");
const HOUR_MS = 3_600_000;

describe("a process that is killed while it counts and sends", () => {
  const folder = mkdtempSync(join(memoryFolder(), "token-legend-killed-"));
  const [home, ledgerFile, boardFile] = [join(folder, "home"), join(folder, "ledger.sqlite"), join(folder, "board")];
  after(() => rmSync(folder, { recursive: true }));

  it("leaves an outbox that comes to the board's rows, wherever it was", async () => {
    mkdirSync(home);
    for (let kill = 0; kill < 8; kill += 1) {
      const child = spawn(process.execPath, [CHILD, home, ledgerFile, boardFile, `${kill}`], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      // Another number of uploads each time; where it is by then is a matter of chance.
      for (let told = 0; told <= kill * 3;)
        told += String((await once(child.stdout, "data"))[0]).split("\n").length - 1;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    }

    const board = new ReferenceBoard();
    const texts = readFileSync(boardFile, "utf8").split("\n").slice(0, -1);
    for (const text of texts) board.receive(text);
    const meter = openMeter({ version: "0.0.0", home, env: {}, ledgerFile, extraRoots: {} });
    try {
      await meter.scan();
      for (;;) {
        const taken = meter.board({ name: "boardTake", argument: null }) as TakenBatch;
        if (taken.kind === "none") break;
        assert.equal(taken.kind, "batch");
        const argument = { batchId: taken.batch.batchId, reply: board.receive(taken.batch.text) };
        meter.board({ name: "boardAcknowledge", argument } satisfies OutboxRequest);
      }
    } finally {
      meter.close();
    }
    const database = new DatabaseSync(ledgerFile, { readOnly: true });
    try {
      const reader = new HourReader(database);
      const hours = database.prepare(`SELECT hour FROM rollup UNION SELECT at_ms / ${HOUR_MS} FROM turn`).all();
      const truth = hours
        .flatMap(({ hour }) => makeHourRows(Number(hour), reader.read(Number(hour)), false))
        .toSorted((a, b) => (rowKeyOf(a) < rowKeyOf(b) ? -1 : 1));
      assert.ok(truth.length > 0);
      assert.deepEqual(board.held(0), truth);
    } finally {
      database.close();
    }
  }).timeout(240_000);
});
