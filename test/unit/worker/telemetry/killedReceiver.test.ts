import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { LEDGER_FILE_NAME } from "../../../../src/core/ledgerFile.ts";
import { seededRandom } from "../../../support/generateHome/random.ts";
import { memoryFolder } from "../../../support/memoryFolder.ts";
import { sendTelemetry } from "../../../support/sendTelemetry.ts";
import { bundleWorker, TelemetryProcess } from "../../../support/telemetryProcess.ts";
import { claudeRequest } from "../../otel/otlp.ts";
import { dumpOf, scanInOneGo } from "../realLedger.ts";

const KILLS = 6;
const CALLS = 600;
const SENDERS = 8;
const AT_MS = Date.UTC(2026, 5, 15, 12);

describe("a receiver that is killed", () => {
  let folder = "";

  before(() => {
    folder = mkdtempSync(join(memoryFolder(), "token-legend-killed-receiver-"));
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it("has lost nothing that it acknowledged, and doubles nothing that is sent again", async function () {
    this.timeout(300_000);
    const home = join(folder, "home");
    const ledgerFolder = join(folder, "ledger");
    mkdirSync(home);
    const worker = await bundleWorker(folder);
    const random = seededRandom(3);
    const waiting = Array.from({ length: CALLS }, (_, index) => index);
    const acknowledged = new Set<number>();

    /** Sends until nothing waits or nobody listens. What was not acknowledged waits again. */
    const sendSome = async (port: number): Promise<void> => {
      for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
        const body = JSON.stringify(claudeRequest(`req_${index}`, AT_MS + index, { output_tokens: index + 1 }));
        const status = await sendTelemetry({ port, body }).catch(() => undefined);
        if (status === 200) acknowledged.add(index);
        else {
          waiting.unshift(index);
          return;
        }
      }
    };

    for (let kill = 1; kill <= KILLS; kill += 1) {
      const receiver = new TelemetryProcess(worker, home, ledgerFolder);
      const port = await receiver.port();
      const sending = Promise.all(Array.from({ length: SENDERS }, () => sendSome(port)));
      await delay(random.int(10, 60));
      await receiver.kill();
      await sending;
    }
    const last = new TelemetryProcess(worker, home, ledgerFolder);
    const port = await last.port();
    while (waiting.length > 0) await sendSome(port);
    await last.stop();
    assert.equal(acknowledged.size, CALLS);

    const ledgerFile = join(ledgerFolder, LEDGER_FILE_NAME);
    await scanInOneGo(home, ledgerFile);
    const { events } = dumpOf(ledgerFile);
    assert.equal(events.length, CALLS);
    const outputs = events.map((event) => Number(event["output"])).toSorted((a, b) => a - b);
    assert.deepEqual(
      outputs,
      Array.from({ length: CALLS }, (_, index) => index + 1),
    );
  });
});
