import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readLines, sumTokens } from "../../../support/readFormat.ts";
import { CHAT, TRANSCRIPT } from "./logs.ts";

const SHARED = join(import.meta.dirname, "../../../../../shared/fixtures");
const STORIES = "specstoryai__getspecstory/specstory-cli/pkg/providers/qwencode/testdata";

/** Calls, turns, then fresh input, cache reads, output and the reasoning in it, as added up by other means. */
type Sums = readonly [
  calls: number,
  turns: number,
  fresh: number,
  cacheRead: number,
  output: number,
  reasoning: number,
];

const FILES: readonly (readonly [path: string, sums: Sums, malformed: number])[] = [
  ["qwen/Piebald-AI__splitrail/src/analyzers/tests/source_data/qwen_code.jsonl", [2, 1, 1_050, 50, 25, 0], 0],
  [`qwen/${STORIES}/session-basic.jsonl`, [2, 2, 37_412, 100, 402, 35], 0],
  [`claude/${STORIES}/session-compression.jsonl`, [0, 2, 0, 0, 0, 0], 0],
  [`claude/${STORIES}/session-malformed.jsonl`, [0, 1, 0, 0, 0, 0], 1],
  [`claude/${STORIES}/session-system-only.jsonl`, [0, 0, 0, 0, 0, 0], 0],
  [`claude/${STORIES}/session-tools.jsonl`, [0, 1, 0, 0, 0, 0], 0],
];

describe("shared Qwen Code files", () => {
  before(function () {
    if (!existsSync(SHARED)) this.skip();
  });

  for (const [path, expected, malformed] of FILES) {
    it(`read as transcripts: ${path}`, () => {
      const { calls, turns, skipped } = readLines(TRANSCRIPT, readFileSync(join(SHARED, path)), CHAT);
      const { freshInput, cacheRead, output, reasoning } = sumTokens(calls);
      assert.deepEqual([calls.length, turns.length, freshInput, cacheRead, output, reasoning], expected);
      assert.deepEqual(skipped, malformed === 0 ? {} : { malformed });
    });
  }

  it("add up to the totals they tell", () => {
    for (const [path] of FILES) {
      const bytes = readFileSync(join(SHARED, path));
      const totals = bytes.toString("utf8").matchAll(/"totalTokenCount":\s*(\d+)/g);
      const told = [...totals].reduce((sum, [, total]) => sum + Number(total), 0);
      const { freshInput, cacheRead, output } = sumTokens(readLines(TRANSCRIPT, bytes, CHAT).calls);
      assert.equal(freshInput + cacheRead + output, told, path);
    }
  });
});
