import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ReportRow } from "../../../src/shared/report.ts";
import type { Meter } from "../../../src/worker/meter.ts";
import { openMeter } from "../../../src/worker/openMeter.ts";
import { countIndependently, type IndependentCount } from "../../support/independentCount.ts";
import type { ToolCount } from "../../support/independentLogs.ts";

const OWN = join(import.meta.dirname, "../../fixtures");
/** Logs captured from the tools and made for other programs' tests. They may be absent. */
const SHARED = join(import.meta.dirname, "../../../../shared/fixtures");

describe("the ledger and an independent count", () => {
  let home = "";

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "token-legend-golden-"));
  });

  afterEach(() => {
    rmSync(home, { recursive: true, force: true });
  });

  it("agree on a small home", async () => {
    cpSync(join(OWN, "codex"), join(home, ".codex"), { recursive: true });
    const counted = countIndependently(home, Date.now());
    assert.equal(counted.codex.calls, 11);
    assert.deepEqual(await meterHome(home), counted);
  });

  it("agree after each log that is added, in whatever order they come", async () => {
    const logs = readdirSync(join(OWN, "codex"), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".jsonl"))
      .toSorted();
    for (const [turn, order] of [logs, logs.toReversed(), [...logs.slice(4), ...logs.slice(0, 4)]].entries()) {
      const grown = join(home, String(turn));
      const meter = meterOf(grown);
      try {
        for (const log of order) {
          cpSync(join(OWN, "codex", log), join(grown, ".codex", log));
          await meter.scan();
          assert.deepEqual(countsOf(meter), countIndependently(grown, Date.now()), log);
        }
      } finally {
        meter.close();
      }
    }
  });

  it("agree on logs captured from the tools and made for other programs' tests", async function () {
    if (!existsSync(SHARED)) this.skip();
    copyLogs(join(SHARED, "claude"), join(home, ".claude", "projects"));
    copyLogs(join(SHARED, "codex"), join(home, ".codex", "sessions"));
    const counted = countIndependently(home, Date.now());
    assert(counted.claude.calls > 100);
    assert(counted.codex.calls > 0);
    assert.deepEqual(await meterHome(home), counted);
  });
});

function copyLogs(from: string, to: string): void {
  cpSync(from, to, { recursive: true, filter: (path) => !/\.\w+$/.test(path) || path.endsWith(".jsonl") });
}

function meterOf(home: string): Meter {
  return openMeter({ version: "0.0.0", home, env: {}, ledgerFile: join(home, "ledger", "ledger.db"), extraRoots: {} });
}

function countsOf(meter: Meter): IndependentCount {
  const { rows } = meter.report({ by: "tool", timeZone: "UTC" });
  const countOf = (source: string): ToolCount => toolCount(rows.find((row) => row.key === source));
  return { claude: countOf("claudeCode"), codex: countOf("codex") };
}

/** What the product says of the logs in a home: after one scan, and the same again after reading everything anew. */
async function meterHome(home: string): Promise<IndependentCount> {
  const meter = meterOf(home);
  try {
    await meter.scan();
    const counts = countsOf(meter);
    await meter.rescan();
    assert.deepEqual(countsOf(meter), counts);
    return counts;
  } finally {
    meter.close();
  }
}

function toolCount(row: ReportRow | undefined): ToolCount {
  return {
    calls: row?.calls ?? 0,
    freshInput: row?.freshInput ?? 0,
    cacheRead: row?.cacheRead ?? 0,
    cacheWrite5m: row?.cacheWrite5m ?? 0,
    cacheWrite1h: row?.cacheWrite1h ?? 0,
    output: row?.output ?? 0,
    reasoning: row?.reasoning ?? 0,
    webSearches: row?.webSearches ?? 0,
  };
}
