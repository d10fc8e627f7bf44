import assert from "node:assert/strict";
import { callLine, readLog, userLine, type Fields } from "./claudeLines.ts";

function answer(searchCount: unknown, line: Fields = {}): Fields {
  return userLine([{ tool_use_id: "toolu_1", type: "tool_result", content: "found" }], {
    toolUseResult: { query: "q", results: [], searchCount },
    ...line,
  });
}

function asking(webSearches: number): Fields {
  return callLine({
    message: { content: [{ type: "tool_use", id: "toolu_1", name: "WebSearch", input: { query: "q" } }] },
    usage: { server_tool_use: { web_search_requests: webSearches } },
  });
}

describe("web searches in Claude Code's logs", () => {
  it("are counted from the tool's answer, at the model that asked, and are no call", () => {
    const { calls } = readLog([asking(0), answer(3)]);
    const search = calls[1];
    assert.ok(search);
    assert.deepEqual([search.family, search.member, search.yieldsTo], ["search:toolu_1", "", undefined]);
    assert.deepEqual([search.calls, search.model, search.tokens.webSearches], [0, "claude-opus-5", 3]);
    assert.deepEqual([search.tokens.freshInput, search.tokens.output], [0, 0]);
  });

  it("are counted from the usage where that has them, and then not from the answer", () => {
    const { calls } = readLog([asking(2), answer(2)]);
    assert.deepEqual(
      calls.map((call) => call.tokens.webSearches),
      [2],
    );
  });

  it("are counted once in a copied answer", () => {
    assert.equal(readLog([answer(1), answer(1, { sessionId: "fork", sessionKind: "bg" })]).calls.length, 1);
  });

  it("make a call of a usage that has nothing else", () => {
    const usage = { input_tokens: 0, server_tool_use: { web_search_requests: 1 } };
    assert.equal(readLog([callLine({ message: { usage } })]).calls.length, 1);
  });

  it("are none where the count is zero, and skipped where it is no count or has no time", () => {
    assert.deepEqual(readLog([answer(0)]), { ...readLog([]), state: readLog([answer(0)]).state });
    assert.deepEqual(readLog([answer("2")]).skipped, { "wrong-type": 1 });
    assert.deepEqual(readLog([answer(2, { timestamp: null })]).skipped, { "no-time": 1 });
  });

  it("are found behind an answer of any length", () => {
    const long = userLine([{ tool_use_id: "toolu_1", type: "tool_result", content: "x".repeat(5000) }], {
      toolUseResult: { searchCount: 4, results: ["y".repeat(5000)] },
    });
    const plain = userLine([{ tool_use_id: "toolu_0", type: "tool_result", content: "ok" }]);
    assert.equal(readLog([plain, long, plain]).calls[0]?.tokens.webSearches, 4);
  });
});
