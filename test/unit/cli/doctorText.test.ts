import assert from "node:assert/strict";
import { doctorText } from "../../../src/cli/doctorText.ts";
import type { Diagnostics } from "../../../src/shared/diagnostics.ts";
import { EMPTY_DIAGNOSTICS, NOW_MS } from "./fakeSurroundings.ts";

const FULL: Diagnostics = {
  ...EMPTY_DIAGNOSTICS,
  node: "v24.1.0",
  roots: [
    {
      sourceId: "claude-code",
      path: "~/.claude/projects",
      origin: "default",
      isNamed: false,
      state: "read",
      logs: 1_340,
    },
    { sourceId: "codex", path: "~/.codex/sessions", origin: "default", isNamed: false, state: "missing", logs: 0 },
    { sourceId: "codex", path: "~/old", origin: "setting", isNamed: true, state: "missing", logs: 0 },
  ],
  sources: [
    {
      sourceId: "claude-code",
      name: "Claude Code",
      parserVersion: 2,
      files: 1_340,
      vanishedFiles: 7,
      bytes: 1_500_000_000,
      records: 90_000,
      calls: 40_000,
      qualities: { "exact-call": 39_990, estimate: 10 },
      formats: [{ id: "transcript", files: 1_340 }],
      newestCallMs: NOW_MS - 120_000,
      skipped: { malformed: 1, "no-time": 4 },
      recount: { calls: 0, reported: 0, counted: 0 },
      unreadableCompressed: 0,
      toolVersions: ["2.0.1", "2.0.2", "2.0.3", "2.0.4"],
    },
    {
      sourceId: "codex",
      name: "Codex",
      parserVersion: 1,
      files: 0,
      vanishedFiles: 0,
      bytes: 0,
      records: 0,
      calls: 0,
      qualities: {},
      formats: [{ id: "rollout", files: 0 }],
      newestCallMs: undefined,
      skipped: {},
      recount: { calls: 0, reported: 0, counted: 0 },
      unreadableCompressed: 2,
      toolVersions: [],
    },
    {
      sourceId: "windsurf",
      name: "Windsurf",
      parserVersion: 1,
      files: 0,
      vanishedFiles: 0,
      bytes: 0,
      records: 0,
      calls: 0,
      qualities: {},
      formats: [],
      newestCallMs: undefined,
      skipped: {},
      recount: { calls: 0, reported: 0, counted: 0 },
      unreadableCompressed: 0,
      toolVersions: [],
    },
  ],
  setAside: { records: 1, tokens: 900, reasons: { future: 1 } },
  ledger: { ...EMPTY_DIAGNOSTICS.ledger, readOnly: true, calls: 40_000, turns: 900, sessions: 120 },
  lease: { holderPid: 4711, isThisProcess: false, expiresInMs: 3_000 },
  prices: { snapshot: "2026-11-01", unpricedModels: ["", "mystery-1", "odd\u{7}"] },
  timings: { lastSweepMs: 3_210, lastSweepBytes: 2_000_000 },
  problems: [{ severity: "error", message: "The disk is full. Free some space and look again." }],
};

describe("the doctor's page", () => {
  it("tells where it looked, what it read, what not and why", () => {
    assert.equal(
      doctorText(FULL, NOW_MS, undefined),
      `Token Legend 1.2.3 on Node.js 24.1.0, linux

Folders
  Assistant    Folder              Known from  State     Logs
  Claude Code  ~/.claude/projects  default     read     1,340
  Codex        ~/old               setting     missing      –
  Nothing in 1 other usual place.

Assistants
  Assistant     Logs  Vanished    Size   Calls  Newest call  Quality                         Files by kind     Versions
  Claude Code  1,340         7  1.5 GB  40,000    2 min ago  exact-call 39,990, estimate 10  transcript 1,340  2.0.2, 2.0.3, 2.0.4 and 1 more
  Not found here: Codex
  Leave nothing that could be read: Windsurf

Not read or not counted
  Claude Code, lines skipped: 4 no-time, 1 malformed
  Codex, compressed logs this Node.js cannot read (22.15 or newer can): 2
  1 record (900 tokens) cannot be true and is not counted: 1 dated in the future.
  Models without a known price: unknown model, mystery-1, odd\u{fffd}

Ledger
  File: ~/.local/share/token-legend/ledger.sqlite (4.1 KB, schema 1, read-only)
  Holds: 40,000 calls, 900 human turns, 120 sessions
  Written by: process 4711
  Prices: 2026-11-01
  Last look at all logs: took 3.2 s, 2 MB read

Problems
  error: The disk is full. Free some space and look again.
`,
    );
  });

  it("fits a terminal: shortens folders, and puts texts that are too long for a table below it", () => {
    const [root] = FULL.roots;
    assert.ok(root !== undefined);
    const path = "~/somewhere/very/deep/down/in/the/home/folder/of/a/person/.claude/projects";
    const text = doctorText({ ...FULL, roots: [{ ...root, path }] }, NOW_MS, 80);
    for (const line of text.split("\n")) assert.ok(line.length <= 80, line);
    assert.match(text, /^ {2}Claude Code {2}….*person\/\.claude\/projects {2}default {5}read {3}1,340$/m);
    assert.ok(
      text.includes(`
  Assistant     Logs  Vanished    Size   Calls  Newest call
  Claude Code  1,340         7  1.5 GB  40,000    2 min ago
  Claude Code – quality: exact-call 39,990, estimate 10; files by kind:
  transcript 1,340; versions: 2.0.2, 2.0.3, 2.0.4 and 1 more
  Not found here: Codex
`),
      text,
    );
  });

  it("says one of what there is one of", () => {
    const ledger = { ...EMPTY_DIAGNOSTICS.ledger, calls: 1, turns: 1, sessions: 1 };
    const text = doctorText({ ...EMPTY_DIAGNOSTICS, ledger }, NOW_MS, undefined);
    assert.match(text, /^ {2}Holds: 1 call, 1 human turn, 1 session$/m);
  });

  it("says none and nothing instead of leaving out", () => {
    const text = doctorText(EMPTY_DIAGNOSTICS, NOW_MS, undefined);
    assert.match(text, /^Folders\n {2}none$/m);
    assert.match(text, /^Not read or not counted\n {2}nothing$/m);
    assert.match(text, /^Problems\n {2}none$/m);
    assert.match(text, /Written by: this process/);
    assert.match(text, /Last look at all logs: none yet/);
  });
});
