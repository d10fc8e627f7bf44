import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { generateHome } from "../../support/generateHome/generateHome.ts";
import { seededRandom, type Random } from "../../support/generateHome/random.ts";
import { applyStep, planGrowth, readLogs, type GrowthStep } from "../../support/growHome.ts";
import { bundleScanProcess, ScanProcess } from "../../support/killedScan.ts";
import { memoryFolder } from "../../support/memoryFolder.ts";
import { dumpOf, scanInOneGo } from "./realLedger.ts";

const TRIALS = 5;
const KILLS_PER_TRIAL = 44;
const CHECK_EVERY_KILLS = 6;
const HOME_BYTES = 3_000_000;
/** Long past, so that no record is from the future. */
const HOME_NOW_MS = Date.UTC(2026, 0, 15);
/** A scan runs some twenty prepared statements at least, and one for each call it adds. */
const STATEMENTS = [20, 100, 800] as const;

describe("a scan that is killed", () => {
  let folder = "";
  let script = "";
  const struck = { commit: 0, transaction: 0, between: 0, finished: 0 };

  before(async () => {
    folder = mkdtempSync(join(memoryFolder(), "token-legend-kill-"));
    script = await bundleScanProcess(folder);
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
    const { commit, transaction, between, finished } = struck;
    const kills = commit + transaction + between;
    process.stdout.write(
      `      ${kills} kills: ${commit} while a transaction was being committed, ${transaction} inside one, ` +
        `${between} before, between or after them; ${finished} scans were faster\n`,
    );
  });

  /** Scans in a process of its own that is killed at some point; answers whether it was. */
  async function scanAndKill(home: string, ledgerFile: string, random: Random): Promise<boolean> {
    const way = random.int(0, 2);
    const scan = new ScanProcess(script, {
      home,
      ledgerFile,
      isRescan: random.chance(0.25),
      ...(way === 0 ? { killAtStatement: random.int(1, random.pick(STATEMENTS)) } : {}),
    });
    // At any time since its start; or within the scan, which is short beside the start of a process.
    if (way === 1) await delay(random.int(0, 150));
    if (way === 2) {
      const transactions = random.int(1, 8);
      await scan.nextTold((told) => told.split("(").length > transactions);
      await delay(random.int(0, 6));
    }
    if (way !== 0) scan.kill("SIGKILL");
    const end = await scan.end();
    assert.ok(end === "SIGKILL" || end === "0", `${end}: ${scan.errors}`);
    if (end === "SIGKILL") struck[scan.struckIn] += 1;
    else struck.finished += 1;
    return end === "SIGKILL";
  }

  for (let trial = 1; trial <= TRIALS; trial += 1) {
    it(`goes on where it was, and its ledger is that of one go (trial ${trial})`, async () => {
      const random = seededRandom(9000 + trial);
      const complete = join(folder, `complete-${trial}`);
      const home = join(folder, `home-${trial}`);
      const ledgerFile = join(folder, `ledger-${trial}`, "ledger.sqlite");
      mkdirSync(home);
      const options = { bytes: HOME_BYTES, nowMs: HOME_NOW_MS, days: 20, projects: 3, claudeShare: 0.6 };
      generateHome({ ...options, folder: complete, seed: trial });
      const steps: GrowthStep[] = [...planGrowth(readLogs(complete), (limit) => random.int(0, limit - 1))];
      // The first third is there at the first scan; the rest comes bit by bit.
      for (const step of steps.splice(0, steps.length / 3)) applyStep(home, step);
      const perKill = Math.ceil(steps.length / KILLS_PER_TRIAL);

      const compare = async (): Promise<void> => {
        await scanInOneGo(home, ledgerFile);
        const fresh = join(folder, `fresh-${trial}`, "ledger.sqlite");
        await scanInOneGo(home, fresh);
        assert.deepEqual(dumpOf(ledgerFile), dumpOf(fresh));
        rmSync(join(folder, `fresh-${trial}`), { recursive: true });
      };

      for (let kills = 0; kills < KILLS_PER_TRIAL;) {
        if (!(await scanAndKill(home, ledgerFile, random))) continue;
        kills += 1;
        for (const step of steps.splice(0, perKill)) applyStep(home, step);
        if (kills % CHECK_EVERY_KILLS === 0) await compare();
      }
      assert.equal(steps.length, 0);
      await compare();
      for (const name of [complete, home]) rmSync(name, { recursive: true });
    }).timeout(240_000);
  }

  it("was killed inside transactions, too", () => {
    assert.ok(struck.commit + struck.transaction > TRIALS, JSON.stringify(struck));
  });
});
