import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readDocument, readLines, sumTokens, type ReadLog } from "../../../support/readFormat.ts";
import { DOCUMENT, LOG } from "./chats.ts";

const SHARED = join(import.meta.dirname, "../../../../../shared/fixtures/gemini");
const CODEBURN = "getagentseal__codeburn/packages/cli/tests/fixtures/gemini-parity/jsonl.jsonl";

/** Freshly sent, read from a cache, output with its reasoning, and the reasoning in it, as added up by other means. */
type Sums = readonly [
  calls: number,
  turns: number,
  fresh: number,
  cacheRead: number,
  output: number,
  reasoning: number,
];

const DOCUMENTS: readonly (readonly [string, ...Sums])[] = [
  ["entireio__cli/@43595a35/12/cbfeaa512b/0/full.jsonl", 4, 2, 13_635, 35_330, 302, 232],
  ["entireio__cli/@78762fc2/51/3fab7adf0b/0/full.jsonl", 2, 1, 12_341, 11_835, 153, 120],
  ["entireio__cli/ec/38b74f08e3/2/full.jsonl", 0, 0, 0, 0, 0, 0],
  ["git-ai-project__git-ai/tests/fixtures/gemini-session-simple.json", 6, 1, 16_477, 34_456, 817, 389],
  ["kenn-io__agentsview/internal/parser/testdata/gemini/standard_session.json", 2, 2, 3_500, 150, 650, 150],
  ["kenn-io__agentsview/internal/parser/testdata/gemini/system_messages.json", 0, 0, 0, 0, 0, 0],
  ["kenn-io__agentsview/internal/parser/testdata/gemini/thinking_only.json", 0, 1, 0, 0, 0, 0],
  ["kenn-io__agentsview/internal/parser/testdata/gemini/tool_calls.json", 0, 1, 0, 0, 0, 0],
  ["kenn-io__agentsview/internal/parser/testdata/gemini/tool_calls_with_results.json", 0, 1, 0, 0, 0, 0],
  [
    "Dicklesworthstone__coding_agent_session_search/tests/fixtures/gemini/hash123/chats/session-test.json",
    ...([0, 0, 0, 0, 0, 0] as const),
  ],
];

function sumsOf({ calls, turns }: ReadLog): Sums {
  const { freshInput, cacheRead, output, reasoning, cacheWrite5m, cacheWrite1h } = sumTokens(calls);
  assert.equal(cacheWrite5m + cacheWrite1h, 0);
  return [calls.length, turns.length, freshInput, cacheRead, output, reasoning];
}

describe("shared Gemini CLI files", () => {
  before(function () {
    if (!existsSync(SHARED)) this.skip();
  });

  for (const [path, ...expected] of DOCUMENTS) {
    it(`read as documents: ${path}`, () => {
      const read = readDocument(DOCUMENT, readFileSync(join(SHARED, path)));
      assert.deepEqual(sumsOf(read), expected);
      assert.deepEqual(read.skipped, {});
    });
  }

  it("add up to the totals they tell", () => {
    for (const [path] of DOCUMENTS) {
      const bytes = readFileSync(join(SHARED, path));
      const told = [...bytes.toString("utf8").matchAll(/"total":\s*(\d+)/g)].reduce((sum, [, n]) => sum + Number(n), 0);
      const { freshInput, cacheRead, output } = sumTokens(readDocument(DOCUMENT, bytes).calls);
      assert.equal(freshInput + cacheRead + output, told, path);
    }
  });

  it(`reads as a log, but for a message without a time: ${CODEBURN}`, () => {
    const read = readLines(LOG, readFileSync(join(SHARED, CODEBURN)));
    assert.deepEqual([read.records, read.skipped], [[], { "no-time": 1 }]);
  });
});
