import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openClaw } from "../../../../src/sources/openClaw/source.ts";
import { assertSplitAnywhere, formatOf, readLines, sumTokens } from "../../../support/readFormat.ts";

const FILE = join(
  import.meta.dirname,
  "../../../../../shared/fixtures/openclaw/getagentseal__codeburn/packages/cli/tests/fixtures/openclaw-parity",
  ".openclaw/agents/myagent/sessions/test-sess-1.jsonl",
);

describe("The shared transcript of OpenClaw", () => {
  before(function () {
    if (!existsSync(FILE)) this.skip();
  });

  it("gives its totals, with the entry that is there twice once", () => {
    const format = formatOf(openClaw, "transcript", "lines");
    const place = { relativePath: "myagent/sessions/test-sess-1.jsonl" };
    const log = readLines(format, readFileSync(FILE), place);
    assert.equal(log.records.filter((record) => record.kind === "call").length, 3);
    assert.equal(log.calls.length, 2);
    assert.deepEqual(sumTokens(log.calls), {
      freshInput: 1100,
      cacheRead: 300,
      cacheWrite5m: 50,
      cacheWrite1h: 0,
      output: 300,
      reasoning: 0,
      webSearches: 0,
    });
    assert.deepEqual(
      log.calls.map((call) => call.reportedNanos),
      [undefined, 50_000_000],
    );
    assert.equal(log.turns.length, 1);
    assert.deepEqual(log.skipped, {});
    assertSplitAnywhere(format, readFileSync(FILE), place);
  });
});
