import assert from "node:assert/strict";
import { NO_TOKENS } from "../../../../src/shared/tokenCounts.ts";
import { assertSplitAnywhere, assertSurvivesDamage, jsonLines, readLines } from "../../../support/readFormat.ts";
import { answer, CHAT, prompt, TRANSCRIPT, USAGE } from "./logs.ts";

const UUID = "93830626-c6be-4009-b715-dd91e4825d87";
const TELEMETRY = {
  uuid: "t1",
  sessionId: "s1",
  timestamp: "2026-08-10T09:00:00.000Z",
  type: "system",
  subtype: "ui_telemetry",
  usageMetadata: USAGE,
  systemPayload: { uiEvent: { input_token_count: 9_000, output_token_count: 300 } },
};

describe("a Qwen Code transcript", () => {
  it("gives a call for each reply with counts, and none for telemetry of the same", () => {
    const tool = answer("u2", { usageMetadata: undefined });
    const { calls } = readLines(TRANSCRIPT, jsonLines(TELEMETRY, answer(UUID), tool), CHAT);
    assert.equal(calls.length, 1);
    assert.deepEqual(calls[0], {
      ...calls[0],
      family: UUID,
      yieldsTo: "usage/s1",
      sessionId: "s1",
      cwd: "/home/ann/shop",
      branch: "main",
      model: "qwen3-coder-plus",
      tokens: { ...NO_TOKENS, freshInput: 1_000, cacheRead: 8_000, output: 300, reasoning: 50 },
    });
  });

  it("takes prompts of server-side tools as fresh input", () => {
    const usage = { promptTokenCount: 10, toolUsePromptTokenCount: 7, candidatesTokenCount: 1, totalTokenCount: 18 };
    const { calls } = readLines(TRANSCRIPT, jsonLines(answer("u1", { usageMetadata: usage })), CHAT);
    assert.deepEqual(calls[0]?.tokens, { ...NO_TOKENS, freshInput: 17, output: 1 });
  });

  it("knows copies in a branch by their uuid and leaves them with the original", () => {
    const copied = { sessionId: "s2", forkedFrom: { sessionId: "s1", messageUuid: UUID } };
    const copiedOn = { sessionId: "s3", forkedFrom: { sessionId: "s2", messageUuid: UUID } };
    const lines = [answer(UUID, copiedOn), answer(UUID, copied), answer(UUID), prompt("u1", copied)];
    for (const order of [lines, lines.toReversed()]) {
      const { calls, turns } = readLines(TRANSCRIPT, jsonLines(...order), CHAT);
      assert.deepEqual(
        calls.map(({ sessionId, copyRank, yieldsTo }) => [sessionId, copyRank, yieldsTo]),
        [["s1", 0, "usage/s1"]],
      );
      assert.deepEqual(turns, []);
    }
    const { sessions } = readLines(
      TRANSCRIPT,
      jsonLines(answer(UUID, copied), answer("u9", { sessionId: "s2" })),
      CHAT,
    );
    assert.deepEqual(
      sessions.map(({ sessionId, parentId }) => [sessionId, parentId]),
      [
        ["s2", "s1"],
        ["s2", undefined],
      ],
    );
  });

  it("keeps apart replies of two sessions whose uuids are none", () => {
    const { calls } = readLines(TRANSCRIPT, jsonLines(answer("a-1"), answer("a-1", { sessionId: "s2" })), CHAT);
    assert.deepEqual(
      calls.map((call) => call.family),
      ["s1/a-1", "s2/a-1"],
    );
  });

  it("has a sub-agent's model from the file beside it", () => {
    const place = {
      relativePath: "-home-ann-shop/subagents/s1/agent-explore-7f3c.jsonl",
      neighbours: { "agent-explore-7f3c.meta.json": '{"model":"qwen3-mini"}' },
    };
    const lines = jsonLines(prompt("u0"), answer("u1", { model: undefined }), answer("u2", { agentId: "told" }));
    const { calls, turns } = readLines(TRANSCRIPT, lines, place);
    assert.deepEqual(
      calls.map(({ model, agentId }) => [model, agentId]),
      [
        ["qwen3-mini", "explore-7f3c"],
        ["qwen3-coder-plus", "told"],
      ],
    );
    assert.deepEqual(turns, []);
  });

  it("tells of the session, its version and the session that started it", () => {
    const parent = { uuid: "p", sessionId: "s1", type: "system", subtype: "parent_session" };
    const { sessions } = readLines(
      TRANSCRIPT,
      jsonLines(prompt("u1"), prompt("u2"), { ...parent, systemPayload: { parentSessionId: "s0" } }),
      CHAT,
    );
    assert.deepEqual(sessions, [
      { kind: "session", sessionId: "s1", parentId: undefined, toolVersion: "0.21.0" },
      { kind: "session", sessionId: "s1", parentId: "s0", toolVersion: undefined },
    ]);
  });

  it("counts as turns what a person typed and nothing else", () => {
    const parts = (text: string): object => ({ message: { role: "user", parts: [{ text }] } });
    const { turns } = readLines(
      TRANSCRIPT,
      jsonLines(
        prompt("u1"),
        prompt("u2", { provenance: "real_user" }),
        prompt("u3", { subtype: "mid_turn_user_message" }),
        prompt("a1", { provenance: "system", subtype: "notification" }),
        prompt("a2", { subtype: "cron" }),
        prompt("a3", { isSidechain: true }),
        prompt("a4", parts("<task-notification>done</task-notification>")),
        prompt("a5", parts("<session_context>")),
        prompt("a6", { message: { role: "user", parts: [{ functionResponse: {} }] } }),
        prompt("a7", { type: "tool_result" }),
      ),
      CHAT,
    );
    assert.deepEqual(
      turns.map((turn) => turn.id),
      ["u1", "u2", "u3"],
    );
  });

  it("skips what it cannot read, with the reason", () => {
    const { calls, skipped } = readLines(
      TRANSCRIPT,
      jsonLines(
        "not JSON {{{",
        answer("u1", { usageMetadata: { ...USAGE, promptTokenCount: 0.5 } }),
        answer("u2", { timestamp: null }),
        answer("u3", { usageMetadata: { totalTokenCount: 70 } }),
        answer("", {}),
      ),
      CHAT,
    );
    assert.deepEqual(calls, []);
    assert.deepEqual(skipped, { malformed: 1, "wrong-type": 2, "no-time": 1 });
  });

  it("gives the same wherever it is cut, and survives damage", () => {
    const fork = { forkedFrom: { sessionId: "s0", messageUuid: "u1" } };
    const log = jsonLines(prompt("u0"), answer("u1", fork), "torn{", answer("u2"), TELEMETRY, prompt("u3"));
    assertSplitAnywhere(TRANSCRIPT, log, CHAT);
    assertSurvivesDamage((bytes) => readLines(TRANSCRIPT, bytes, CHAT), log);
  });
});
