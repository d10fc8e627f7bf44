import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pi } from "../../../../src/sources/pi/source.ts";
import {
  assertSplitAnywhere,
  assertSurvivesDamage,
  formatOf,
  readLines,
  sumTokens,
} from "../../../support/readFormat.ts";
import { readIntoLedger } from "../../../support/readIntoLedger.ts";

const SHARED = join(import.meta.dirname, "../../../../../shared/fixtures/pi");
const STORY = "specstoryai__getspecstory/specstory-cli/pkg/providers/piagent/testdata";
const FAMILY = "steipete__CodexBar/Tests/CodexBarTests/Fixtures/PiFamily";

interface Golden {
  readonly calls: number;
  readonly fresh?: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  readonly output?: number;
  readonly turns: number;
  /** What Pi says the calls cost, in billionths of a dollar. */
  readonly nanos?: number;
  readonly skipped?: object;
}

/** Added up by a script that shares nothing with the parser. */
const GOLDEN: Readonly<Record<string, Golden>> = {
  "badlogic__pi-mono/@5a6fb54e/packages/coding-agent/test/fixtures/large-session.jsonl": {
    calls: 439,
    fresh: 1049,
    cacheRead: 43_229_469,
    cacheWrite: 4_296_232,
    output: 83_156,
    turns: 88,
    nanos: 30_330_197_700,
  },
  "Dicklesworthstone__coding_agent_session_search/tests/fixtures/pi_agent/sessions/--test-project--/2024-01-15T10-30-00-000Z_abc12345-1234-5678-9abc-def012345678.jsonl":
    { calls: 2, fresh: 110, output: 180, turns: 2, nanos: 870_000 },
  // Two entries tell of one response.
  "getagentseal__codeburn/packages/cli/tests/fixtures/pi-parity/pi-sessions/proj1/sess-file.jsonl": {
    calls: 1,
    fresh: 100,
    cacheRead: 10,
    cacheWrite: 5,
    output: 40,
    turns: 1,
  },
  // Of another tool, with a format of its own under a header that looks like Pi's.
  "getagentseal__codeburn/tests/fixtures/dsh/bash-tool-turn.jsonl": {
    calls: 0,
    turns: 0,
    skipped: { "unknown-format": 1 },
  },
  "git-ai-project__git-ai/tests/fixtures/pi-session-ignorable.jsonl": { calls: 0, turns: 1 },
  "git-ai-project__git-ai/tests/fixtures/pi-session-simple.jsonl": { calls: 0, turns: 1 },
  "git-ai-project__git-ai/tests/fixtures/pi-session-tool.jsonl": { calls: 0, turns: 1 },
  "kenn-io__agentsview/internal/parser/testdata/pi/session.jsonl": {
    calls: 2,
    fresh: 300,
    output: 60,
    turns: 2,
    nanos: 15_000_000,
    skipped: { malformed: 1 },
  },
  [`${STORY}/branching.jsonl`]: { calls: 2, fresh: 2, output: 2, turns: 3 },
  [`${STORY}/compaction.jsonl`]: { calls: 2, fresh: 30, output: 13, turns: 2 },
  [`${STORY}/compaction_missing.jsonl`]: { calls: 1, fresh: 10, output: 5, turns: 2 },
  [`${STORY}/fields.jsonl`]: {
    calls: 2,
    fresh: 300,
    cacheRead: 10,
    cacheWrite: 5,
    output: 70,
    turns: 2,
    nanos: 38_500_000,
  },
  [`${STORY}/full_format.jsonl`]: {
    calls: 3,
    fresh: 600,
    cacheRead: 10,
    cacheWrite: 5,
    output: 100,
    turns: 3,
    nanos: 71_500_000,
  },
  [`${STORY}/multi_compaction.jsonl`]: { calls: 2, fresh: 2, output: 2, turns: 3 },
  [`${STORY}/real_world.jsonl`]: {
    calls: 2,
    fresh: 17_867,
    cacheRead: 16_569,
    output: 357,
    turns: 2,
    nanos: 43_356_390,
  },
  [`${STORY}/sample.jsonl`]: { calls: 1, fresh: 1000, output: 50, turns: 1, nanos: 11_000_000 },
  [`${STORY}/v1_legacy.jsonl`]: { calls: 2, fresh: 2, output: 2, turns: 2 },
  [`${FAMILY}/omp-legacy/--tmp-pi-family-project--/2026-08-03T11-00-00-000Z_omp-legacy.jsonl`]: { calls: 0, turns: 0 },
  [`${FAMILY}/pi/--tmp-pi-family-project--/2026-08-03T12-00-00-000Z_pi-fixture.jsonl`]: { calls: 0, turns: 0 },
};

const format = formatOf(pi, "session", "lines");

describe("Shared sessions of Pi", () => {
  before(function () {
    if (!existsSync(SHARED)) this.skip();
  });

  for (const [file, golden] of Object.entries(GOLDEN)) {
    it(`give the totals of ${basename(file)}`, () => {
      const bytes = readFileSync(join(SHARED, file));
      const place = { relativePath: basename(file) };
      const log = readLines(format, bytes, place);
      const { fresh = 0, cacheRead = 0, cacheWrite = 0, output = 0, nanos = 0 } = golden;
      assert.equal(log.calls.length, golden.calls);
      assert.deepEqual(sumTokens(log.calls), {
        freshInput: fresh,
        cacheRead,
        cacheWrite5m: cacheWrite,
        cacheWrite1h: 0,
        output,
        reasoning: 0,
        webSearches: 0,
      });
      assert.equal(
        log.calls.reduce((sum, call) => sum + (call.reportedNanos ?? 0), 0),
        nanos,
      );
      assert.equal(log.turns.length, golden.turns);
      assert.deepEqual(log.skipped, golden.skipped ?? {});
      if (bytes.length > 100_000) return;
      assertSplitAnywhere(format, bytes, place);
      assertSurvivesDamage((damaged) => readLines(format, damaged, place), bytes);
    });
  }

  it("hold no call twice, and none that yields", () => {
    const records = Object.keys(GOLDEN).flatMap(
      (file) => readLines(format, readFileSync(join(SHARED, file)), { relativePath: basename(file) }).records,
    );
    assert.equal(
      readIntoLedger(records).length,
      Object.values(GOLDEN).reduce((sum, { calls }) => sum + calls, 0),
    );
  });
});
