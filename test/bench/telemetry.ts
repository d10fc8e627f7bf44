// Measures what receiving telemetry costs: `node test/bench/telemetry.ts [REQUESTS]`. The load comes from this process, the
// worker lives in another one that stands for the extension host.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as delay } from "node:timers/promises";
import { LEDGER_FILE_NAME } from "../../src/core/ledgerFile.ts";
import { sendLoad } from "../support/telemetryLoad.ts";
import { bundleWorker, TelemetryProcess } from "../support/telemetryProcess.ts";

const requests = Number(process.argv[2] ?? 10_000);
const folder = mkdtempSync(join(tmpdir(), "token-legend-telemetry-"));
try {
  const home = join(folder, "home");
  mkdirSync(home);
  const worker = await bundleWorker(folder);
  const idle = await measure(worker, home, join(folder, "idle"), () => delay(3000));
  process.stdout.write(`idle:  ${JSON.stringify(idle)}\n`);
  const ledgerFolder = join(folder, "ledger");
  let told = "";
  const loaded = await measure(worker, home, ledgerFolder, async (port) => {
    const startMs = performance.now();
    const sent = await sendLoad(port, { requests, garbage: 0.01, repeated: 0.05, atMs: Date.now() - 3_600_000 });
    const sentMs = performance.now() - startMs;
    const statuses = JSON.stringify(Object.fromEntries(sent.statuses));
    const ledger = await untilCounted(join(ledgerFolder, LEDGER_FILE_NAME), sent.calls);
    const countedMs = performance.now() - startMs;
    told =
      `${requests} requests in ${Math.round(sentMs)} ms, all counted after ${Math.round(countedMs)} ms; statuses ${statuses}\n` +
      `acknowledged ${sent.calls} calls with ${sent.output} tokens of output; the ledger has ${ledger.calls} with ${ledger.output}\n`;
  });
  process.stdout.write(`load:  ${JSON.stringify(loaded)}\n${told}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(worker: string, home: string, ledgerFolder: string, work: (port: number) => Promise<void>) {
  const host = new TelemetryProcess(worker, home, ledgerFolder);
  try {
    await work(await host.port());
    return await host.stop();
  } catch (error) {
    await host.kill();
    throw error;
  }
}

/** Waits for the ledger to have as many calls; answers what it has once it does, or no more come. */
async function untilCounted(file: string, calls: number): Promise<{ readonly calls: number; readonly output: number }> {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    for (let looks = 1; ; looks += 1) {
      const row = database.prepare("SELECT count(*) AS calls, coalesce(sum(output), 0) AS output FROM event").get();
      const counted = { calls: Number(row?.["calls"]), output: Number(row?.["output"]) };
      if (counted.calls >= calls || looks === 200) return counted;
      await delay(50);
    }
  } finally {
    database.close();
  }
}
