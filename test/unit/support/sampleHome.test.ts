import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeSampleHome } from "../../../scripts/sampleHome.ts";
import type { InsightsQuery } from "../../../src/shared/insights.ts";
import { readAnswer } from "../../../src/shared/panelQuestions.ts";
import { openMeter } from "../../../src/worker/openMeter.ts";
import { totalTokens } from "../../../src/shared/tokenCounts.ts";
import type { HomeTruth } from "../../support/generateHome/homeTruth.ts";
import { countHome } from "./countHome.ts";

const DAY_MS = 86_400_000;
/** A Sunday noon, and an instant a minute into a Wednesday: the latter has hardly a today. */
const NOWS_MS = [Date.UTC(2026, 10, 22, 12, 30), Date.UTC(2026, 10, 18, 0, 1)];

for (const nowMs of NOWS_MS) {
  describe(`writeSampleHome at ${new Date(nowMs).toISOString()}`, () => {
    let folder: string;
    let truth: HomeTruth;

    before(() => {
      folder = mkdtempSync(join(tmpdir(), "token-legend-sample-"));
      truth = writeSampleHome(folder, nowMs);
    });

    after(() => {
      rmSync(folder, { recursive: true });
    });

    it("is small, of both tools, and true", () => {
      assert.ok(truth.bytes < 8_000_000, `${truth.bytes} bytes`);
      assert.deepEqual(countHome(folder), { claude: truth.claude, codex: truth.codex });
      assert.ok(truth.claude.calls > truth.codex.calls && truth.codex.calls > 0);
    });

    it("uses enough for the Gold tier and less than for the next", () => {
      const since = new Date(nowMs - 30 * DAY_MS).toISOString();
      const counting = lines(folder).filter((line) => line.includes('"output_tokens":'));
      const recentShare = counting.filter((line) => stamp(line) >= since).length / counting.length;
      const tokens = (totalTokens(truth.claude) + totalTokens(truth.codex)) * recentShare;
      assert.ok(tokens > 160e6 && tokens < 600e6, `${Math.round(tokens / 1e6)} M tokens`);
    });

    it("reaches from 60 days ago to a second ago and never into the future", () => {
      const stamps = lines(folder).map(stamp);
      const newest = stamps.reduce((late, each) => (each > late ? each : late));
      const oldest = stamps.reduce((early, each) => (each < early ? each : early));
      assert.equal(newest, new Date(nowMs - 1000).toISOString());
      assert.ok(oldest > new Date(nowMs - 61 * DAY_MS).toISOString(), oldest);
    });

    it("gives insights something to show: cold starts, agents, runs at night, projects, a month to forecast", async () => {
      const meter = openMeter({
        version: "0.0.0",
        home: folder,
        env: {},
        ledgerFile: join(folder, "ledger.sqlite"),
        extraRoots: {},
      });
      try {
        await meter.scan();
        const argument: InsightsQuery = { range: { kind: "all" }, bucket: "day", stackBy: "project", filter: {} };
        const insights = readAnswer("insights", meter.ask({ name: "insights", argument }, "Europe/Berlin"));
        assert.ok(insights);
        assert.deepEqual(insights.totals, meter.report({ by: "day", timeZone: "Europe/Berlin" }).totals);
        assert.ok(insights.days >= 59, `${insights.days} days`);
        assert.ok(insights.cache.coldStarts.count >= 3, `${insights.cache.coldStarts.count} cold starts`);
        assert.ok(insights.cache.coldStarts.costNanos > 0 && insights.cache.savedNanos > 0);
        assert.equal(insights.byKind.length, 3);
        assert.ok(insights.byProject.length >= 4 && insights.whatIf.models.length >= 5);
        assert.ok(insights.totals.unpricedTokens > 0 && insights.burn.monthEnd !== undefined);
      } finally {
        meter.close();
      }
    });

    it("holds several priced models, one that no price list knows, and sub-agents", () => {
      const models = new Set(lines(folder).map((line) => /"model":"([^"]+)"/u.exec(line)?.[1]));
      assert.ok(models.size >= 6, [...models].join(", "));
      assert.ok(models.has("harbor-coder-preview"));
      assert.ok(readdirSync(folder, { recursive: true }).some((path) => String(path).includes("subagents")));
    });
  });
}

function lines(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".jsonl"))
    .flatMap((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8").split("\n"))
    .filter((line) => line.includes('"timestamp":"'));
}

/** The time of a line: what its tool wrote last (one tool) or first (the other). */
function stamp(line: string): string {
  const all = [...line.matchAll(/"timestamp":"([^"]+)"/gu)].map((match) => match[1] ?? "");
  return (line.startsWith('{"timestamp"') ? all[0] : all.at(-1)) ?? "";
}
