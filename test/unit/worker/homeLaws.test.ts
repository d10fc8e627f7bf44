import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as fc from "fast-check";
import type { Meter } from "../../../src/worker/meter.ts";
import { openMeter } from "../../../src/worker/openMeter.ts";
import { applyStep, planGrowth, type CompleteLog } from "../../support/growHome.ts";
import { memoryFolder } from "../../support/memoryFolder.ts";
import { dumpOf, type WholeDump } from "./realLedger.ts";
import { tinyHome } from "./tinyHome.ts";

/** A home that starts empty, and a ledger. */
class Place {
  readonly folder = mkdtempSync(join(memoryFolder(), "token-legend-laws-"));
  readonly home = join(this.folder, "home");
  readonly ledgerFile = join(this.folder, "ledger", "ledger.sqlite");

  constructor(logs: readonly CompleteLog[] = []) {
    mkdirSync(this.home);
    for (const log of logs) this.write(log);
  }

  write({ path, content }: CompleteLog): void {
    mkdirSync(dirname(join(this.home, path)), { recursive: true });
    writeFileSync(join(this.home, path), content);
  }

  async use(work: (meter: Meter) => Promise<unknown>): Promise<this> {
    const meter = openMeter({
      version: "0.0.0",
      home: this.home,
      env: {},
      ledgerFile: this.ledgerFile,
      extraRoots: {},
    });
    try {
      await work(meter);
    } finally {
      meter.close();
    }
    return this;
  }

  /** The ledger with paths below the home; this place is gone afterwards. */
  take(): WholeDump {
    const { cursors, ...dump } = dumpOf(this.ledgerFile);
    rmSync(this.folder, { recursive: true });
    return {
      ...dump,
      cursors: cursors.map((row) => ({ ...row, path: String(row["path"]).slice(this.home.length) })),
    };
  }
}

async function inOneGo(logs: readonly CompleteLog[]): Promise<WholeDump> {
  return (await new Place(logs).use((meter) => meter.scan())).take();
}

/** All but how far which file was read, where that differs by intention. */
function withoutCursors(dump: WholeDump): WholeDump {
  return { ...dump, cursors: [] };
}

const seed = fc.integer({ min: 1, max: 1_000_000 });

async function hold(
  numRuns: number,
  law: (logs: readonly CompleteLog[], g: fc.GeneratorValue) => Promise<void>,
): Promise<void> {
  const checked = fc.asyncProperty(seed, fc.gen(), (homeSeed, g) => law(tinyHome(homeSeed), g));
  await fc.assert(checked, { seed: 31, numRuns });
}

describe("a ledger of a home", () => {
  it("is the same whether logs grow, cut at any byte, with scans in between, or are read in one go", async () => {
    await hold(40, async (logs, g) => {
      const place = new Place();
      await place.use(async (meter) => {
        for (const step of planGrowth(logs, (limit) => g(fc.nat, { max: limit - 1 }))) {
          applyStep(place.home, step);
          const next = g(fc.nat, { max: 9 });
          if (next === 0) await meter.rescan();
          else if (next < 6) await meter.scan();
        }
        await meter.scan();
      });
      assert.deepEqual(place.take(), await inOneGo(logs));
    });
  }).timeout(240_000);

  it("is the same when every scan is another process's", async () => {
    await hold(15, async (logs, g) => {
      const place = new Place();
      for (const step of planGrowth(logs, (limit) => g(fc.nat, { max: limit - 1 }))) {
        applyStep(place.home, step);
        if (g(fc.boolean)) await place.use((meter) => meter.scan());
      }
      await place.use((meter) => meter.scan());
      assert.deepEqual(place.take(), await inOneGo(logs));
    });
  }).timeout(240_000);

  it("is the same after a cut at any byte of a log, however it falls", async () => {
    await hold(30, async (logs, g) => {
      const expected = await inOneGo(logs);
      const plain = logs.filter((log) => !log.path.endsWith(".zst"));
      for (let cuts = 0; cuts < 5; cuts += 1) {
        const log = plain[g(fc.nat, { max: plain.length - 1 })];
        assert(log !== undefined);
        const cut = g(fc.nat, { max: log.content.length });
        const place = new Place(logs);
        place.write({ path: log.path, content: log.content.subarray(0, cut) });
        await place.use(async (meter) => {
          await meter.scan();
          applyStep(place.home, { path: log.path, bytes: log.content.subarray(cut) });
          await meter.scan();
        });
        assert.deepEqual(place.take(), expected);
      }
    });
  }).timeout(240_000);

  it("is the same whatever order the logs are read in", async () => {
    await hold(40, async (logs, g) => {
      const order = g(() => fc.shuffledSubarray([...logs], { minLength: logs.length }));
      const place = new Place(logs);
      order.forEach((log, index) => utimesSync(join(place.home, log.path), 1000 + index, 1000 + index));
      await place.use((meter) => meter.scan());
      assert.deepEqual(place.take(), await inOneGo(logs));
    });
  }).timeout(240_000);

  it("is the same when its logs appear one by one, in whatever order", async () => {
    await hold(25, async (logs, g) => {
      const order = g(() => fc.shuffledSubarray([...logs], { minLength: logs.length }));
      const place = new Place();
      await place.use(async (meter) => {
        for (const log of order) {
          place.write(log);
          await meter.scan();
        }
      });
      assert.deepEqual(place.take(), await inOneGo(logs));
    });
  }).timeout(240_000);

  it("is the same when logs are copied beside themselves", async () => {
    await hold(25, async (logs, g) => {
      const place = new Place(logs);
      await place.use(async (meter) => {
        if (g(fc.boolean)) await meter.scan();
        for (const { path } of g(() => fc.subarray([...logs]))) {
          copyFileSync(join(place.home, path), join(place.home, dirname(path), `copy-of-${path.split("/").at(-1)}`));
        }
        await meter.scan();
      });
      assert.deepEqual(withoutCursors(place.take()), withoutCursors(await inOneGo(logs)));
    });
  }).timeout(240_000);

  it("is the same when logs are written anew with the same content", async () => {
    await hold(25, async (logs, g) => {
      const place = new Place(logs);
      await place.use(async (meter) => {
        await meter.scan();
        for (const log of g(() => fc.subarray([...logs]))) {
          // By another file in its place, or over the same one.
          if (g(fc.boolean)) rmSync(join(place.home, log.path));
          place.write(log);
        }
        await meter.scan();
      });
      assert.deepEqual(place.take(), await inOneGo(logs));
    });
  }).timeout(240_000);

  it("is the same after reading everything anew, twice", async () => {
    await hold(25, async (logs) => {
      const place = new Place(logs);
      await place.use(async (meter) => {
        await meter.scan();
        await meter.rescan();
        await meter.rescan();
      });
      assert.deepEqual(place.take(), await inOneGo(logs));
    });
  }).timeout(240_000);

  it("keeps everything when logs vanish, and counts nothing twice when they come back", async () => {
    await hold(25, async (logs, g) => {
      const place = new Place(logs);
      const gone = g(() => fc.subarray([...logs], { minLength: 1 }));
      const expected = withoutCursors(await inOneGo(logs));
      await place.use(async (meter) => {
        await meter.scan();
        for (const { path } of gone) rmSync(join(place.home, path));
        await meter.scan();
        await meter.rescan();
        assert.deepEqual(withoutCursors(dumpOf(place.ledgerFile)), expected);
        const vanished = meter.diagnostics().sources.reduce((sum, source) => sum + source.vanishedFiles, 0);
        assert.equal(vanished, gone.length);
        for (const log of gone) place.write(log);
        await meter.scan();
      });
      assert.deepEqual(place.take(), await inOneGo(logs));
    });
  }).timeout(240_000);
});
