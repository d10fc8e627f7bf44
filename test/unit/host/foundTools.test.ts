import assert from "node:assert/strict";

import { foundTools } from "../../../src/host/foundTools.ts";
import type { SourceDiagnostics } from "../../../src/shared/diagnostics.ts";

const NOW_MS = Date.UTC(2026, 10, 26, 12);

function source(name: string, files: number, ageMs?: number): SourceDiagnostics {
  return {
    sourceId: name,
    name,
    parserVersion: 1,
    files,
    vanishedFiles: 0,
    bytes: 0,
    records: 0,
    calls: 0,
    qualities: {},
    formats: [],
    newestCallMs: ageMs === undefined ? undefined : NOW_MS - ageMs,
    skipped: {},
    recount: { calls: 0, reported: 0, counted: 0 },
    unreadableCompressed: 0,
    toolVersions: [],
  };
}

function labels(...sources: readonly SourceDiagnostics[]): readonly string[] {
  return foundTools({ sources }, NOW_MS).flatMap((entry) =>
    entry.kind === "fact" ? [`${entry.label} | ${entry.description}`] : [],
  );
}

describe("foundTools", () => {
  it("lists what is here, the latest used first, and names the rest", () => {
    assert.deepEqual(
      labels(source("Amp", 1), source("Codex", 3, 7_200_000), source("Zed", 0), source("Claude", 1200, 60_000)),
      [
        "$(check) Claude | 1,200 logs · newest call 1 min ago",
        "$(check) Codex | 3 logs · newest call 2 h ago",
        "$(check) Amp | 1 log · no call yet",
        "Zed | ",
      ],
    );
  });

  it("says so where there is nothing yet", () => {
    assert.deepEqual(labels(source("Amp", 0), source("Zed", 0)), [
      "None yet | Numbers appear by themselves",
      "Amp | ",
      "Zed | ",
    ]);
  });

  it("shows no icon of somebody else's making", () => {
    assert.ok(labels(source("$(flame) Evil", 1)).includes(String.raw`$(check) \$(flame) Evil | 1 log · no call yet`));
  });
});
