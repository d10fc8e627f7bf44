import assert from "node:assert/strict";

import { COMMANDS } from "../../../src/host/ids.ts";
import type { MeterView } from "../../../src/host/meterView.ts";
import { summaryEntries, type SummaryEntry } from "../../../src/host/summary.ts";
import type { MeterSnapshot } from "../../../src/shared/meterSnapshot.ts";
import { makeSnapshot, makeView, NOON_MS, TODAY } from "../../support/meterSnapshots.ts";

function summary(changes: Partial<MeterSnapshot> = {}, view: Partial<MeterView> = {}): readonly SummaryEntry[] {
  return summaryEntries(makeView({ snapshot: makeSnapshot(changes), ...view }), NOON_MS);
}

function sections(entries: readonly SummaryEntry[]): readonly string[] {
  return entries.filter(({ kind }) => kind === "section").map(({ label }) => label);
}

function fact(entries: readonly SummaryEntry[], label: string): SummaryEntry | undefined {
  return entries.find((entry) => entry.kind === "fact" && entry.label === label);
}

describe("summaryEntries", () => {
  it("goes from usage and tier to tools, models and doubts, and ends in actions", () => {
    assert.deepEqual(sections(summary()), [
      "Usage",
      "Tier",
      "Tools today",
      "Models today",
      "Tools, last 30 days",
      "Models, last 30 days",
      "How sure this is",
      "Actions",
    ]);
  });

  it("tells each period with what it is made of", () => {
    assert.deepEqual(fact(summary({ today: { ...TODAY, estimatedTokens: 1200 } }), "Today"), {
      kind: "fact",
      label: "Today",
      description: "3.2M tokens · $4.12 · 42 calls · 1.2K estimated",
      detail: "90K fresh, 97.2K to cache, 2.9M from cache (94%), 80K output",
    });
  });

  it("tells of budgets, the alarming ones by a sign, and of windows of providers", () => {
    const budgets = [
      { period: "day", unit: "currency", limit: 5 },
      { period: "month", unit: "tokens", limit: 100_000_000_000 },
    ] as const;
    const limits = {
      told: [{ tool: "codex", name: "codex", atMs: NOON_MS, used: 0.62, windowMinutes: 300, resetsMs: undefined }],
      claudeBlock: undefined,
    };
    const entries = summary({ limits }, { budgets });
    assert.deepEqual(sections(entries).slice(0, 4), ["Usage", "Budgets", "Tier", "Windows of providers"]);
    assert.deepEqual(fact(entries, "$(warning) Budget of today"), {
      kind: "fact",
      label: "$(warning) Budget of today",
      description: "",
      detail: "$4.12 of $5.00 (82%)",
    });
    assert.ok(fact(entries, "Budget of this month"));
    assert.deepEqual(fact(entries, "OpenAI Codex, window of 5 h"), {
      kind: "fact",
      label: "OpenAI Codex, window of 5 h",
      description: "",
      detail: "62% used (as of just now)",
    });
  });

  it("says what to do where nothing was found, and shows no zeros", () => {
    for (const [logsFound, label] of [
      [false, "No AI logs found"],
      [true, "No AI usage yet"],
    ] as const) {
      const entries = summary({ logsFound, newestCallMs: undefined });
      assert.equal(entries[0]?.label, label);
      assert.ok(entries.some((entry) => entry.kind === "action" && entry.command === "showFoundTools"));
      assert.equal(fact(entries, "Today"), undefined);
    }
  });

  it("tells the tier, and what the next one still takes", () => {
    assert.deepEqual(fact(summary(), "Gold 62%"), {
      kind: "fact",
      label: "Gold 62%",
      description: "491M tokens counted of 4.1B seen in 30 days",
      detail: "Platinum takes 209M more and 8 active days (6 so far)",
    });
  });

  it("tells no tier where the game is off", () => {
    const entries = summaryEntries(makeView({ isGameOn: false }), NOON_MS);
    assert.ok(!sections(entries).includes("Tier"));
    assert.doesNotMatch(JSON.stringify(entries), /Gold|Platinum/);
  });

  it("leaves out sections that have nothing to say", () => {
    const quiet = summary({ todayByTool: [], todayByModel: [] });
    assert.ok(!sections(quiet).includes("Tools today"));
    assert.equal(fact(quiet, "No known price"), undefined);
    assert.equal(fact(quiet, "Set aside as impossible"), undefined);
  });

  it("names unpriced models, set-aside records and problems", () => {
    const entries = summary({
      unpricedModels: ["fable-1"],
      last30Days: { ...TODAY, unpricedTokens: 2_000_000 },
      setAside: { records: 3, tokens: 5000, reasons: { "in the future": 2, negative: 1 } },
      problems: [{ severity: "warning", message: "One log cannot be read." }],
    });
    assert.deepEqual(fact(entries, "No known price"), {
      kind: "fact",
      label: "No known price",
      description: "fable-1",
      detail: "2M tokens of 30 days are not in the cost; costs marked + are at least that much",
    });
    assert.deepEqual(fact(entries, "Set aside as impossible"), {
      kind: "fact",
      label: "Set aside as impossible",
      description: "3 records, 5K tokens, not counted",
      detail: "in the future: 2, negative: 1",
    });
    assert.deepEqual(fact(entries, "$(warning) warning"), {
      kind: "fact",
      label: "$(warning) warning",
      description: "One log cannot be read.",
    });
  });

  it("says when numbers may be old", () => {
    const entries = summary({}, { worker: { kind: "down", reason: "It stopped.", failures: 1 } });
    assert.deepEqual(fact(entries, "Logs read just now"), {
      kind: "fact",
      label: "Logs read just now",
      description: "This window writes the ledger",
      detail: "It stopped.",
    });
  });

  it("shows many models and counts the rest", () => {
    const byModel = Array.from({ length: 11 }, (_, index) => ({ key: `m${index}`, totals: TODAY }));
    const entries = summary({ byModel });
    assert.ok(fact(entries, "m7"));
    assert.equal(fact(entries, "m8"), undefined);
    assert.ok(fact(entries, "and 3 more models"));
  });

  it("says what is going on while there are no numbers, and still offers the actions", () => {
    const entries = summaryEntries(makeView({ snapshot: undefined, worker: { kind: "starting" } }), NOON_MS);
    assert.deepEqual(entries[0], { kind: "fact", label: "Token Legend: starting.", description: "" });
    assert.deepEqual(sections(entries), ["Actions"]);
  });

  it("offers only commands that exist", () => {
    const offered = summary().flatMap((entry) => (entry.kind === "action" ? [entry.command] : []));
    assert.deepEqual(offered, ["openPanel", "setBudget", "rescan", "runDiagnostics", "exportUsage", "openSettings"]);
    for (const command of offered) assert.ok(command in COMMANDS);
  });

  it("draws no icon from a model's name", () => {
    const entries = summary({ byModel: [{ key: "$(flame)\nx", totals: TODAY }] });
    assert.ok(fact(entries, "\\$(flame) x"));
  });

  it("shows money in the reader's currency", () => {
    const texts = JSON.stringify(summaryEntries(makeView({ currency: { code: "EUR", perUsd: 0.5 } }), NOON_MS));
    assert.match(texts, /€2\.06/);
    assert.doesNotMatch(texts, /"[^"]*\d[^"]*\$\d/);
  });
});
