import assert from "node:assert/strict";
import { NO_TOKENS } from "../../../../src/shared/tokenCounts.ts";
import {
  assertSplitAnywhere,
  assertSurvivesDamage,
  jsonLines,
  readDocument,
  readLines,
} from "../../../support/readFormat.ts";
import { answer, CHAT, countingCalls, DOCUMENT, entry, LEDGER, TRANSCRIPT } from "./logs.ts";

describe("Qwen Code's usage ledger", () => {
  it("gives a call for each line, with thoughts inside the output", () => {
    const { calls } = readLines(LEDGER, jsonLines(entry("e1"), entry("e2", { source: "explore" })));
    assert.deepEqual(
      calls.map(({ family, member, agentId, model }) => [family, member, agentId, model]),
      [
        ["usage/s1", "e1", undefined, "qwen3-coder-plus"],
        ["usage/s1", "e2", "explore", "qwen3-coder-plus"],
      ],
    );
    const tokens = { ...NO_TOKENS, freshInput: 1_000, cacheRead: 8_000, output: 300, reasoning: 50 };
    assert.deepEqual(
      calls.map((call) => call.tokens),
      [tokens, tokens],
    );
    assert.equal(calls[0]?.atMs, Date.UTC(2026, 7, 10, 9));
  });

  it("adds thoughts to the output where the total says that they are beside it", () => {
    const { calls } = readLines(LEDGER, jsonLines(entry("e1", { totalTokens: 9_350 })));
    assert.deepEqual([calls[0]?.tokens.output, calls[0]?.tokens.reasoning], [350, 50]);
  });

  it("cuts guessed thoughts to the output they are in", () => {
    const { calls } = readLines(LEDGER, jsonLines(entry("e1", { thoughtsTokens: 900 })));
    assert.deepEqual([calls[0]?.tokens.output, calls[0]?.tokens.reasoning], [300, 300]);
  });

  it("knows no model that the tool calls unknown", () => {
    assert.equal(readLines(LEDGER, jsonLines(entry("e1", { model: "unknown" }))).calls[0]?.model, "");
  });

  it("skips what it cannot read, with the reason", () => {
    const { calls, skipped } = readLines(
      LEDGER,
      jsonLines(
        "torn{",
        entry("e1", { schemaVersion: 2 }),
        entry("e2", { inputTokens: "9000" }),
        entry("e3", { sessionId: undefined }),
        entry("e4", { timestamp: "then" }),
        entry("e5", { inputTokens: 0, cachedTokens: 0, outputTokens: 0, thoughtsTokens: 0 }),
      ),
    );
    assert.deepEqual(calls, []);
    assert.deepEqual(skipped, { malformed: 1, "unknown-format": 1, "wrong-type": 2, "no-time": 1 });
  });

  it("counts instead of what transcripts and documents tell of its sessions, and of no other", () => {
    const ledger = readLines(LEDGER, jsonLines(entry("e1"))).records;
    const transcript = readLines(TRANSCRIPT, jsonLines(answer("u1"), answer("u2", { sessionId: "s2" })), CHAT).records;
    const message = { id: "m1", timestamp: "2026-01-10T09:00:00Z", type: "qwen", tokens: { input: 5, output: 1 } };
    const old = readDocument(DOCUMENT, { sessionId: "s3", messages: [message] }, { relativePath: "h/chats/x.json" });
    const both = readDocument(DOCUMENT, { sessionId: "s1", messages: [message] }, { relativePath: "h/chats/y.json" });
    const counted = countingCalls(transcript, old.records, ledger, both.records);
    assert.deepEqual(
      counted.map((call) => call.family),
      ["s2/u2", "s3/m1", "usage/s1"],
    );
    assert.equal(countingCalls(transcript).length, 2);
  });

  it("gives the same wherever it is cut, and survives damage", () => {
    const log = jsonLines(entry("e1"), "torn{", entry("e2"), entry("e1"));
    assertSplitAnywhere(LEDGER, log);
    assertSurvivesDamage((bytes) => readLines(LEDGER, bytes), log);
  });
});
