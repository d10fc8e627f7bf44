import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { generateHome } from "../../support/generateHome/generateHome.ts";
import { seededRandom } from "../../support/generateHome/random.ts";
import { applyStep, planGrowth, readLogs, type GrowthStep } from "../../support/growHome.ts";
import { bundleScanProcess, ScanProcess } from "../../support/killedScan.ts";
import { memoryFolder } from "../../support/memoryFolder.ts";
import { dumpOf, scanInOneGo } from "./realLedger.ts";

const HOME_NOW_MS = Date.UTC(2026, 0, 15);

describe("two processes on one ledger", () => {
  let folder = "";
  let script = "";
  let home = "";
  let ledgerFile = "";
  let steps: readonly GrowthStep[] = [];
  let processes: ScanProcess[] = [];

  before(async () => {
    folder = mkdtempSync(join(memoryFolder(), "token-legend-two-"));
    script = await bundleScanProcess(folder);
    const complete = join(folder, "complete");
    generateHome({
      folder: complete,
      bytes: 2_000_000,
      seed: 77,
      nowMs: HOME_NOW_MS,
      days: 20,
      projects: 3,
      claudeShare: 0.6,
    });
    const random = seededRandom(78);
    steps = planGrowth(readLogs(complete), (limit) => random.int(0, limit - 1));
  });

  beforeEach(() => {
    home = mkdtempSync(join(folder, "home-"));
    ledgerFile = join(mkdtempSync(join(folder, "ledger-")), "ledger.sqlite");
  });

  afterEach(async () => {
    for (const each of processes) each.kill("SIGKILL");
    await Promise.all(processes.map((each) => each.end()));
    processes = [];
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function start(): ScanProcess {
    const started = new ScanProcess(script, { home, ledgerFile, isEndless: true });
    processes.push(started);
    return started;
  }

  const writes = (told: string): number => told.split("w").length - 1;

  /** Waits until the process has ended a scan of its own that it began after this call. */
  async function writesAnew(scanning: ScanProcess): Promise<void> {
    const before = writes(scanning.told);
    await scanning.nextTold((told) => writes(told) >= before + 2);
    assert.ok(writes(scanning.told) >= before + 2, scanning.errors);
  }

  async function assertAsInOneGo(): Promise<void> {
    const fresh = join(folder, "fresh", "ledger.sqlite");
    await scanInOneGo(home, fresh);
    assert.deepEqual(dumpOf(ledgerFile), dumpOf(fresh));
    rmSync(join(folder, "fresh"), { recursive: true });
  }

  it("come to the ledger of one go while the home grows under them", async () => {
    const both = [start(), start()];
    for (const [index, step] of steps.entries()) {
      applyStep(home, step);
      if (index % 4 === 0) await delay(1);
    }
    for (const scanning of both) scanning.finish();
    assert.deepEqual(await Promise.all(both.map((scanning) => scanning.end())), ["0", "0"], both[0]?.errors);
    await assertAsInOneGo();
  }).timeout(240_000);

  it("may both make the ledger at the same moment", async () => {
    for (const step of steps.slice(0, 4)) applyStep(home, step);
    for (let round = 0; round < 6; round += 1) {
      ledgerFile = join(folder, `new-${round}`, "ledger.sqlite");
      mkdirSync(join(folder, `new-${round}`));
      const many = Array.from({ length: 4 }, () => new ScanProcess(script, { home, ledgerFile }));
      processes.push(...many);
      const ends = await Promise.all(many.map((scanning) => scanning.end()));
      assert.deepEqual(ends, ["0", "0", "0", "0"], many.map((scanning) => scanning.errors).join(""));
    }
    await assertAsInOneGo();
  }).timeout(240_000);

  it("pass the writing on when the one that writes is killed, again and again", async () => {
    let [writer, heir] = [start(), start()];
    const growing = [...steps];
    for (let round = 0; round < 5; round += 1) {
      for (const step of growing.splice(0, steps.length / 5)) applyStep(home, step);
      await Promise.race([writesAnew(writer), writesAnew(heir)]);
      // Whoever wrote last; both may have by now, as each lets go of nothing while it lives.
      if (writes(writer.told) < writes(heir.told)) [writer, heir] = [heir, writer];
      writer.kill("SIGKILL");
      assert.equal(await writer.end(), "SIGKILL");
      await writesAnew(heir);
      [writer, heir] = [heir, start()];
    }
    for (const step of growing) applyStep(home, step);
    writer.finish();
    heir.finish();
    assert.deepEqual(await Promise.all([writer.end(), heir.end()]), ["0", "0"], writer.errors + heir.errors);
    await assertAsInOneGo();
  }).timeout(240_000);

  it("pass it on when the one that writes is stopped, which then finds that it lost it", async () => {
    const sleeper = start();
    for (const step of steps.slice(0, steps.length / 2)) applyStep(home, step);
    await writesAnew(sleeper);
    sleeper.kill("SIGSTOP");
    const heir = start();
    for (const step of steps.slice(steps.length / 2)) applyStep(home, step);
    await writesAnew(heir);
    sleeper.kill("SIGCONT");
    // A new scan of the one that slept ends by the other's hand.
    const followed = sleeper.told.split("f").length;
    await sleeper.nextTold((told) => told.split("f").length > followed);
    sleeper.finish();
    assert.equal(await sleeper.end(), "0", sleeper.errors);
    heir.finish();
    assert.equal(await heir.end(), "0", heir.errors);
    await assertAsInOneGo();
  }).timeout(240_000);
});
