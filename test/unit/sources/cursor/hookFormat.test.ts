import assert from "node:assert/strict";
import { cursorHookFormat } from "../../../../src/sources/cursor/hookFormat.ts";
import {
  assertSplitAnywhere,
  assertSurvivesDamage,
  jsonLines,
  readLines,
  sumTokens,
} from "../../../support/readFormat.ts";

const AT_S = 1_781_524_800;

function turn(changes: object = {}): object {
  return {
    conversation_id: "6eb5",
    generation_id: "0b1b",
    model: "claude-4-sonnet",
    input_tokens: 23_666,
    output_tokens: 5,
    cache_read_tokens: 23_617,
    cache_write_tokens: 47,
    at: AT_S,
    ...changes,
  };
}

describe("turns told by Cursor's hook", () => {
  it("have a prompt that includes the cached part", () => {
    const { calls, skipped } = readLines(cursorHookFormat, jsonLines(turn()));
    const [call] = calls;
    assert.ok(call !== undefined && calls.length === 1);
    const { freshInput, cacheRead, cacheWrite5m, output } = call.tokens;
    assert.deepEqual([freshInput, cacheRead, cacheWrite5m, output], [2, 23_617, 47, 5]);
    assert.deepEqual(
      [call.family, call.member, call.yieldsTo, call.atMs, call.model, call.quality, call.sessionId],
      ["conversation:6eb5", "0b1b", undefined, AT_S * 1000, "claude-4-sonnet", "exact-turn", "6eb5"],
    );
    assert.deepEqual(skipped, {});
  });

  it("add up, and count once however often they are told", () => {
    const lines = [
      turn(),
      turn(),
      turn({ generation_id: "2", input_tokens: 46_965, cache_read_tokens: 42_036, cache_write_tokens: 4_927 }),
    ];
    const { calls } = readLines(cursorHookFormat, jsonLines(...lines));
    const { freshInput, cacheRead, cacheWrite5m, output } = sumTokens(calls);
    assert.deepEqual([calls.length, freshInput, cacheRead, cacheWrite5m, output], [2, 4, 65_653, 4_974, 10]);
  });

  it("are none where nothing was used or told", () => {
    const nothing = { input_tokens: 0, output_tokens: 0, cache_read_tokens: 0, cache_write_tokens: 0 };
    const { records, skipped } = readLines(cursorHookFormat, jsonLines(turn(nothing), { conversation_id: "a", at: 1 }));
    assert.deepEqual([records, skipped], [[], {}]);
  });

  it("are skipped and counted where they cannot be read", () => {
    const lines = [turn({ output_tokens: "5" }), turn({ at: undefined }), turn({ generation_id: undefined }), "{torn"];
    const { records, skipped } = readLines(cursorHookFormat, jsonLines(...lines));
    assert.deepEqual([records, skipped], [[], { "wrong-type": 1, "no-time": 1, malformed: 2 }]);
  });

  it("read the same in any pieces, and survive damage", () => {
    const lines = jsonLines(turn(), turn({ generation_id: "2" }), turn({ conversation_id: "b" }));
    assertSplitAnywhere(cursorHookFormat, lines);
    assertSurvivesDamage((bytes) => readLines(cursorHookFormat, bytes), lines);
  });

  it("are known by their names", () => {
    for (const name of ["cursor.jsonl", "cursor.old.jsonl"]) assert.ok(cursorHookFormat.isLog(name));
    for (const name of ["claudeCode.jsonl", "cursor.sh", "token-legend-cursor.sh"])
      assert.ok(!cursorHookFormat.isLog(name));
  });
});
