import assert from "node:assert/strict";
import { pi } from "../../../../src/sources/pi/source.ts";
import {
  assertSplitAnywhere,
  assertSurvivesDamage,
  formatOf,
  jsonLines,
  readLines,
} from "../../../support/readFormat.ts";
import { answer, at, header, question, USAGE } from "../piSessions/entries.ts";

const format = formatOf(pi, "session", "lines");
const place = { relativePath: "--home-ann-shop--/2026-06-10T12-00-00-000Z_s1.jsonl" };
const read = (...lines: readonly (object | string)[]) => readLines(format, jsonLines(...lines), place);

describe("A session of Pi", () => {
  it("gives a call for an answer, with its disjoint counts, its cost and where it was made", () => {
    const { calls, skipped } = read(header(), answer("a1", 5));
    assert.deepEqual(skipped, {});
    assert.deepEqual(calls, [
      {
        kind: "call",
        family: `at:${Date.parse(at(4))}:claude-sonnet-4-5`,
        member: "a1",
        yieldsTo: undefined,
        atMs: Date.parse(at(5)),
        model: "claude-sonnet-4-5",
        serviceTier: "standard",
        usOnly: false,
        tokens: {
          freshInput: 9,
          cacheRead: 12_000,
          cacheWrite5m: 500,
          cacheWrite1h: 0,
          output: 300,
          reasoning: 80,
          webSearches: 0,
        },
        calls: 1,
        quality: "exact-call",
        reportedNanos: 10_000_000,
        sessionId: "s1",
        agentId: undefined,
        copyRank: 0,
        ownerMs: Date.parse(at(0)),
        cwd: "/home/ann/shop",
        branch: undefined,
      },
    ]);
  });

  it("tells long-lived cache writes apart", () => {
    const { calls } = read(header(), answer("a1", 5, { ...USAGE, cacheWrite1h: 200 }));
    assert.equal(calls[0]?.tokens.cacheWrite5m, 300);
    assert.equal(calls[0]?.tokens.cacheWrite1h, 200);
  });

  it("takes cached tokens out of an input that contains them, as the total shows", () => {
    const { calls } = read(header(), answer("a1", 5, { input: 1000, output: 50, cacheRead: 600, totalTokens: 1050 }));
    assert.equal(calls[0]?.tokens.freshInput, 400);
    assert.equal(calls[0]?.tokens.cacheRead, 600);
  });

  it("adds reasoning to an output without it, as the total shows", () => {
    const { calls } = read(header(), answer("a1", 5, { input: 10, output: 5, reasoning: 7, totalTokens: 22 }));
    assert.equal(calls[0]?.tokens.output, 12);
  });

  it("keeps reasoning within the output", () => {
    const { calls } = read(header(), answer("a1", 5, { input: 10, output: 5, reasoning: 7, totalTokens: 15 }));
    assert.deepEqual([calls[0]?.tokens.output, calls[0]?.tokens.reasoning], [5, 5]);
  });

  it("counts no answer without tokens, nor one without usage", () => {
    const zero = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, totalTokens: 0 };
    const { records } = read(header(), answer("a1", 5, zero), answer("a2", 6, undefined, { usage: undefined }));
    assert.deepEqual(
      records.map((record) => record.kind),
      ["session"],
    );
  });

  it("counts what was used before an answer was aborted", () => {
    const { calls } = read(header(), answer("a1", 5, USAGE, { stopReason: "aborted" }));
    assert.equal(calls.length, 1);
  });

  it("counts the calls that wrote summaries, and those outside the conversation", () => {
    const usage = { input: 100, output: 20, cacheRead: 0, cacheWrite: 0, totalTokens: 120 };
    const { calls } = read(
      header(),
      { type: "model_change", id: "m1", timestamp: at(1), provider: "zai", modelId: "glm-5" },
      { type: "compaction", id: "c1", timestamp: at(2), summary: "S", tokensBefore: 9000, usage },
      { type: "branch_summary", id: "b1", timestamp: at(3), summary: "S", fromId: "x", usage },
      { type: "usage", id: "u1", timestamp: at(4), kind: "cache_warm", provider: "anthropic", model: "opus", usage },
      { type: "compaction", id: "c2", timestamp: at(5), summary: "without usage", tokensBefore: 9000 },
    );
    assert.deepEqual(
      calls.map((call) => [call.member, call.model, call.tokens.freshInput, call.tokens.output]),
      [
        ["c1", "glm-5", 100, 20],
        ["b1", "glm-5", 100, 20],
        ["u1", "opus", 100, 20],
      ],
    );
  });

  it("leaves out what a session says of its children's usage, as they have sessions of their own", () => {
    const { calls } = read(header(), { type: "child_usage_attributed", id: "c1", targetId: "a1", childUsage: USAGE });
    assert.deepEqual(calls, []);
  });

  it("gives a turn for what a person typed, whether text or parts, and none for tools and extensions", () => {
    const message = (role: string) => ({
      type: "message",
      id: role,
      timestamp: at(9),
      message: { role, content: "x" },
    });
    const { turns } = read(
      header(),
      question("q1", 1, "Fix the till"),
      { type: "message", id: "q2", timestamp: at(2), message: { role: "user", content: "And the shelf" } },
      message("toolResult"),
      message("bashExecution"),
      message("custom"),
      { type: "custom_message", id: "x", timestamp: at(3), content: "from an extension" },
    );
    assert.deepEqual(
      turns.map((turn) => [turn.sessionId, turn.atMs]),
      [
        ["s1", Date.parse(at(1))],
        ["s1", Date.parse(at(2))],
      ],
    );
  });

  it("is known by its file's name where it has no header", () => {
    assert.equal(read(answer("a1", 5)).calls[0]?.sessionId, "s1");
  });

  it("names the session it was forked from", () => {
    const parentSession = "C:\\Users\\ann\\.pi\\sessions\\--shop--\\2026-06-09T10-00-00-000Z_s0.jsonl";
    const [session] = read(header({ parentSession })).sessions;
    assert.deepEqual(session, { kind: "session", sessionId: "s1", parentId: "s0", toolVersion: undefined });
  });

  it("of a sub-agent has no turns, and belongs to the session that started it", () => {
    const own = jsonLines(header({ id: "s2" }), question("q1", 1, "Look around."), answer("a1", 5));
    for (const [log, parentId] of [
      [{ relativePath: "--home-ann-shop--/2026-06-10T12-00-00-000Z_s1/0-Explore.jsonl" }, "s1"],
      [{ relativePath: "--shop--/subagent-artifacts/5f316403_worker.jsonl" }, undefined],
      [{ relativePath: "c1/1.jsonl", folder: "/home/ann/.prime/agent/session-artifacts/c1" }, undefined],
      [{ relativePath: "1.jsonl", folder: "C:\\Users\\ann\\.prime\\agent\\session-artifacts" }, undefined],
    ] as const) {
      const { calls, turns, sessions } = readLines(format, own, log);
      assert.deepEqual([calls.length, calls[0]?.copyRank, turns], [1, 0, []]);
      assert.deepEqual(sessions, [{ kind: "session", sessionId: "s2", parentId, toolVersion: undefined }]);
      assertSplitAnywhere(format, own, log);
    }
  });

  it("has times of whole milliseconds", () => {
    const parts = { ...answer("a1", 5), timestamp: 1_781_092_805_000.25 };
    assert.equal(read(header(), parts).calls[0]?.atMs, 1_781_092_805_000);
  });

  it("of version 4 is read, as its answers are written as before", () => {
    assert.equal(read(header({ version: 4 }), question("q1", 1, "Hi"), answer("a1", 5)).records.length, 3);
  });

  it("of an unknown version is not read", () => {
    const { records, skipped } = read(header({ version: 5 }), question("q1", 1, "Hi"), answer("a1", 5));
    assert.deepEqual(records, []);
    assert.deepEqual(skipped, { "unknown-format": 1 });
  });

  it("skips what is damaged, for a reason, and reads on", () => {
    const { calls, skipped } = read(
      header(),
      "{torn",
      answer("a1", 5, { ...USAGE, output: 1.5 }),
      answer("a2", 6, { ...USAGE, input: "9" }),
      { type: "message", id: "a3", message: { role: "assistant", model: "m", usage: USAGE } },
      { type: "message", id: "a4", timestamp: at(7), message: "text" },
      answer("a5", 8, USAGE, { usage: [] }),
      answer("a6", 9),
    );
    assert.deepEqual(
      calls.map((call) => call.member),
      ["a6"],
    );
    assert.deepEqual(skipped, { malformed: 1, "wrong-type": 4, "no-time": 1 });
  });

  it("reads two entries on one line, also after a tool's output", () => {
    const output = { type: "message", id: "t", timestamp: at(1), message: { role: "toolResult", content: [] } };
    const joined = `${JSON.stringify(output)}${JSON.stringify(answer("a1", 5))}`;
    assert.equal(read(header(), joined).calls.length, 1);
  });

  it("gives in pieces what it gives in one, and survives damage", () => {
    const bytes = jsonLines(
      header(),
      { type: "model_change", id: "m1", timestamp: at(1), modelId: "glm-5" },
      question("q1", 1, "Fix the till"),
      answer("a1", 5, USAGE, { model: undefined }),
      answer("a2", 6),
      { type: "compaction", id: "c1", timestamp: at(7), usage: USAGE },
      header({ id: "s2", timestamp: at(8) }),
      answer("a3", 9),
    );
    assertSplitAnywhere(format, bytes, place);
    assertSurvivesDamage((damaged) => readLines(format, damaged, place), bytes);
  });
});
