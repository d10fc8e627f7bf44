import assert from "node:assert/strict";

import { diagnosticsMarkdown, type HostFacts } from "../../../src/host/diagnosticsMarkdown.ts";
import type { Diagnostics } from "../../../src/shared/diagnostics.ts";
import { NOON_MS } from "../../support/meterSnapshots.ts";

const FACTS: HostFacts = {
  extensionVersion: "0.1.0",
  editor: "Visual Studio Code 1.105.0",
  remote: undefined,
  isTrusted: true,
  problems: [{ severity: "warning", message: "A setting is wrong." }],
};

const FOUND: Diagnostics = {
  version: "0.1.0",
  node: "v22.19.0",
  platform: "linux",
  roots: [
    { sourceId: "codex", path: "~/.codex/sessions", origin: "default", isNamed: false, state: "read", logs: 12 },
    { sourceId: "codex", path: "~/old_logs", origin: "setting", isNamed: true, state: "missing", logs: 0 },
  ],
  sources: [
    {
      sourceId: "codex",
      name: "OpenAI Codex",
      parserVersion: 3,
      files: 12,
      vanishedFiles: 2,
      bytes: 4_500_000,
      records: 1900,
      calls: 1234,
      qualities: { "exact-call": 1234 },
      formats: [{ id: "rollout", files: 12 }],
      newestCallMs: NOON_MS - 120_000,
      skipped: { malformed: 4 },
      recount: { calls: 0, reported: 0, counted: 0 },
      unreadableCompressed: 1,
      toolVersions: ["0.140.0"],
    },
  ],
  setAside: { records: 1, tokens: 9_000_000, reasons: { future: 1 } },
  ledger: {
    path: "~/.local/share/token-legend",
    bytes: 1_200_000,
    schemaVersion: 1,
    readOnly: false,
    calls: 1234,
    turns: 99,
    sessions: 7,
  },
  lease: { holderPid: 4711, isThisProcess: true, expiresInMs: 9000 },
  prices: { snapshot: "2026-11-20", unpricedModels: ["", "fable-1"] },
  timings: { lastSweepMs: 850, lastSweepBytes: 4_500_000 },
  problems: [{ severity: "info", message: "All is well." }],
};

describe("diagnosticsMarkdown", () => {
  it("tells where logs were looked for, what was read, and what was not", () => {
    const text = diagnosticsMarkdown(FACTS, FOUND, NOON_MS);
    for (const line of [
      "- Token Legend 0.1.0 in Visual Studio Code 1.105.0",
      "- Version 0.1.0 on Node.js 22.19.0, linux",
      "- Last look at all logs took 850 ms, 4.5 MB read",
      "- `~/.codex/sessions` (codex, known from default): 12 logs",
      "- `~/old_logs` (codex, known from setting): missing",
      "| Assistant    | Logs | Newest call | Calls by quality | Skipped     |",
      "| OpenAI Codex | 12   | 2 min ago   | exact-call 1,234 | malformed 4 |",
      "- Logs by kind: rollout 12",
      "## OpenAI Codex",
      "- 12 logs, 4.5 MB; 2 deleted by the tool and kept in the ledger",
      "- 1,900 records came to 1,234 calls",
      "- Newest call: 2 min ago",
      "- Skipped lines: malformed 4",
      "- Compressed logs that this Node.js cannot read: 1",
      "- Parser 3; written by versions `0.140.0`",
      "- 1,234 calls, 99 human turns, 7 sessions",
      "- Written by process 4711, which is this window",
      "- Set aside as impossible: 1 record, 9M tokens (future 1)",
      "- No known price: `unknown model`, `fable-1`",
      "- warning: A setting is wrong.",
      "- info: All is well.",
    ]) {
      assert.ok(text.split("\n").includes(line), `${line}\nis not in\n${text}`);
    }
  });

  it("tells of every assistant whether it is found, not found or leaves nothing readable", () => {
    const [codex] = FOUND.sources;
    assert.ok(codex !== undefined);
    const absent = { ...codex, files: 0, newestCallMs: undefined, qualities: {}, skipped: {} };
    const sources = [
      codex,
      { ...absent, sourceId: "pi", name: "Pi", formats: [{ id: "session", files: 0 }] },
      { ...absent, sourceId: "windsurf", name: "Windsurf", formats: [] },
    ];
    const text = diagnosticsMarkdown(FACTS, { ...FOUND, sources }, NOON_MS);
    assert.match(text, /^Not found here: Pi$/m);
    assert.match(text, /^Leave nothing that could be read: Windsurf$/m);
    assert.doesNotMatch(text, /^## Pi$/m);
  });

  it("passes over the usual places in which nothing is, but not over folders that a person has named", () => {
    const [first] = FOUND.roots;
    assert.ok(first !== undefined);
    const roots = [...FOUND.roots, { ...first, path: "~/.pi", state: "missing" as const, logs: 0 }];
    const text = diagnosticsMarkdown(FACTS, { ...FOUND, roots }, NOON_MS);
    assert.doesNotMatch(text, /~\/\.pi/);
    assert.match(text, /^- Nothing in 1 other usual place$/m);
    assert.match(text, /old_logs` \(codex, known from setting\): missing/);
  });

  it("says none where there is nothing", () => {
    const text = diagnosticsMarkdown(
      { ...FACTS, problems: [] },
      {
        ...FOUND,
        roots: [],
        problems: [],
        setAside: { records: 0, tokens: 0, reasons: {} },
        prices: { snapshot: "x", unpricedModels: [] },
      },
      NOON_MS,
    );
    for (const title of ["Folders", "Not counted or not priced", "Problems"]) {
      assert.ok(text.includes(`## ${title}\n\n- none`), title);
    }
  });

  it("tells what the host knows even when the reader does not answer", () => {
    const text = diagnosticsMarkdown(
      { ...FACTS, remote: "wsl", isTrusted: false },
      { failure: "It stopped." },
      NOON_MS,
    );
    assert.match(text, /- Remote: wsl\n- Workspace: restricted/);
    assert.match(text, /- Does not answer: It stopped\./);
    assert.match(text, /- warning: A setting is wrong/);
  });
});
