import assert from "node:assert/strict";

import { STALE_AFTER_MS } from "../../../src/host/meterView.ts";
import { statusFace } from "../../../src/host/statusText.ts";
import type { MeterView } from "../../../src/host/meterView.ts";
import type { StatusFormat } from "../../../src/host/ids.ts";
import type { MeterSnapshot } from "../../../src/shared/meterSnapshot.ts";
import { makeSnapshot, makeView, NOON_MS, TODAY } from "../../support/meterSnapshots.ts";

const NORMAL_WORDS =
  "Token Legend: 3.2 million tokens today, cost $4.12. Tier Gold, 62 percent of the way to Platinum.";

function face(changes: Partial<MeterView>, format: StatusFormat = "full"): ReturnType<typeof statusFace> {
  return statusFace(makeView(changes), format, NOON_MS);
}

function faceOf(changes: Partial<MeterSnapshot>, format: StatusFormat = "full"): ReturnType<typeof statusFace> {
  return face({ snapshot: makeSnapshot(changes) }, format);
}

describe("statusFace", () => {
  it("shows today's tokens, cost and tier", () => {
    assert.deepEqual(face({}), { text: "$(flame) 3.2M · $4.12 · Gold 62%", label: NORMAL_WORDS, alarm: undefined });
  });

  it("shows as much as the format asks for and always says everything", () => {
    const texts = (["tokens", "cost", "tier", "compact"] as const).map((format) => face({}, format));
    assert.deepEqual(
      texts.map(({ text }) => text),
      ["$(flame) 3.2M", "$(flame) $4.12", "$(flame) Gold 62%", "$(flame) 3.2M · $4.12"],
    );
    assert.deepEqual(new Set(texts.map(({ label }) => label)), new Set([NORMAL_WORDS]));
  });

  it("shows and says no tier where the game is off", () => {
    const texts = (["full", "tier", "compact", "tokens"] as const).map((format) => face({ isGameOn: false }, format));
    assert.deepEqual(
      texts.map(({ text }) => text),
      ["$(flame) 3.2M · $4.12", "$(flame) 3.2M · $4.12", "$(flame) 3.2M · $4.12", "$(flame) 3.2M"],
    );
    const words = "Token Legend: 3.2 million tokens today, cost $4.12.";
    assert.deepEqual(new Set(texts.map(({ label }) => label)), new Set([words]));
  });

  it("marks a cost that is a lower bound", () => {
    const shown = faceOf({ today: { ...TODAY, unpricedTokens: 10 } });
    assert.equal(shown.text, "$(flame) 3.2M · $4.12+ · Gold 62%");
    assert.match(shown.label, /cost at least \$4\.12\./);
  });

  it("does not show an unknown cost as nothing", () => {
    const shown = faceOf({ today: { ...TODAY, costNanos: 0, unpricedTokens: 10 } });
    assert.equal(shown.text, "$(flame) 3.2M · unpriced · Gold 62%");
    assert.match(shown.label, /cost not known\./);
  });

  it("says how far the first tier is, and shows the last one alone", () => {
    const { tier } = makeSnapshot();
    const below = faceOf({ tier: { ...tier, tier: undefined, next: "Copper", progress: 0.004 } }, "tier");
    assert.equal(below.text, "$(flame) <1% to Copper");
    assert.match(below.label, /No tier yet, under 1 percent of the way to Copper\.$/);
    const top = faceOf({ tier: { ...tier, tier: "Token Legend", next: undefined, progress: 1 } }, "tier");
    assert.equal(top.text, "$(flame) Token Legend");
    assert.match(top.label, /Tier Token Legend\.$/);
  });

  it("is starting until there is something to show", () => {
    const starting = { text: "$(sync~spin) Token Legend", label: "Token Legend: starting.", alarm: undefined };
    assert.deepEqual(face({ snapshot: undefined, worker: { kind: "starting" } }), starting);
    assert.deepEqual(face({ snapshot: undefined, worker: { kind: "down", reason: "x", failures: 2 } }), starting);
  });

  it("shows how far a scan has come", () => {
    const scanning = { doneBytes: 42, totalBytes: 100, doneFiles: 1, totalFiles: 9 };
    assert.deepEqual(faceOf({ scanning }), {
      text: "$(sync~spin) 42%",
      label: "Token Legend: reading usage logs, 42 percent done.",
      alarm: undefined,
    });
    const unknown = { text: "$(sync~spin) Reading logs", label: "Token Legend: reading usage logs.", alarm: undefined };
    assert.deepEqual(faceOf({ scanning: { ...scanning, totalBytes: 0 } }), unknown);
    assert.deepEqual(faceOf({ sweptAtMs: undefined, newestCallMs: undefined }), unknown);
    assert.deepEqual(face({ isRescanning: true }), unknown);
  });

  it("tells no logs from logs without calls", () => {
    const none = faceOf({ logsFound: false, newestCallMs: undefined });
    assert.equal(none.text, "$(flame) No AI logs found");
    assert.equal(none.label, "Token Legend: no AI usage logs found on this machine.");
    assert.equal(faceOf({ newestCallMs: undefined }).text, "$(flame) No AI usage yet");
  });

  it("keeps the numbers of the ledger after the tools have deleted their logs", () => {
    assert.equal(faceOf({ logsFound: false }).text, "$(flame) 3.2M · $4.12 · Gold 62%");
  });

  it("keeps showing numbers that may be old, and says that they may be", () => {
    const down = face({ worker: { kind: "down", reason: "The reader of the logs stopped.", failures: 9 } });
    assert.deepEqual(down, {
      text: "$(history) 3.2M · $4.12 · Gold 62%",
      label: `${NORMAL_WORDS} These numbers may be old. The reader of the logs stopped.`,
      alarm: undefined,
    });
    assert.equal(faceOf({ sweptAtMs: NOON_MS - STALE_AFTER_MS }).text, "$(flame) 3.2M · $4.12 · Gold 62%");
    assert.equal(faceOf({ sweptAtMs: NOON_MS - STALE_AFTER_MS - 1 }).text, "$(history) 3.2M · $4.12 · Gold 62%");
  });

  it("raises alarm only when there are no numbers and there is a reason", () => {
    const reason = "The reader of the logs stopped: TypeError.";
    assert.deepEqual(face({ snapshot: undefined, worker: { kind: "down", reason, failures: 3 } }), {
      text: "$(error) Token Legend",
      label: `Token Legend: not working. ${reason}`,
      alarm: "error",
    });
    const problems = [{ severity: "error", message: "The ledger cannot be opened." }] as const;
    assert.equal(faceOf({ problems, sweptAtMs: undefined, newestCallMs: undefined }).alarm, "error");
    assert.deepEqual(faceOf({ problems }), {
      text: "$(warning) 3.2M · $4.12 · Gold 62%",
      label: NORMAL_WORDS,
      alarm: undefined,
    });
  });

  it("shows money in the reader's currency, and says so to screen readers", () => {
    const { text, label } = face({ currency: { code: "EUR", perUsd: 0.5 } });
    assert.equal(text, "$(flame) 3.2M · €2.06 · Gold 62%");
    assert.match(label, /cost €2\.06/);
  });

  it("stands out by a budget that is near its end, and tells screen readers why", () => {
    const daily = { period: "day", unit: "currency", limit: 5 } as const;
    const near = face({ budgets: [daily] });
    assert.equal(near.text, "$(flame) 3.2M · $4.12 · Gold 62% · $(warning) 82%", "not by its colour alone");
    assert.equal(near.alarm, "warning");
    assert.match(near.label, /Budget of today: \$4\.12 of \$5\.00 \(82%\)\.$/);
    assert.equal(face({ budgets: [{ ...daily, limit: 4.12 }] }).alarm, "error");
    const both = face({ budgets: [daily, { ...daily, period: "week", limit: 2 }] }, "tokens");
    assert.equal(both.text, "$(flame) 3.2M · $(warning) 206%", "the worst one is told");
    assert.deepEqual(face({ budgets: [{ ...daily, limit: 400 }] }).label, NORMAL_WORDS);
  });
});
