import assert from "node:assert/strict";
import type { CallRecord } from "../../../../src/core/usageRecord.ts";
import { callLine, readLog, SESSION, type Fields } from "./claudeLines.ts";

function onlyCall(line: Fields | string, path?: string): CallRecord {
  const { calls, skipped } = readLog([line], path);
  assert.equal(calls.length, 1);
  assert.deepEqual(skipped, {});
  const [call] = calls;
  assert.ok(call);
  return call;
}

describe("calls in Claude Code's logs", () => {
  it("are read with everything the line tells", () => {
    assert.deepEqual(onlyCall(callLine({ line: { agentId: "a7" } })), {
      kind: "call",
      family: "msg_01Xyz",
      member: "req_011Abc",
      yieldsTo: undefined,
      atMs: Date.UTC(2026, 8, 12, 8, 15, 30, 123),
      model: "claude-opus-5",
      serviceTier: "standard",
      usOnly: false,
      tokens: {
        freshInput: 5,
        cacheRead: 20_000,
        cacheWrite5m: 200,
        cacheWrite1h: 1000,
        output: 412,
        reasoning: 120,
        webSearches: 0,
      },
      calls: 1,
      quality: "exact-call",
      sessionId: SESSION,
      agentId: "a7",
      copyRank: 0,
      ownerMs: 0,
      cwd: "/home/ann/shop",
      branch: "main",
    });
  });

  it("keep paths and branches in any script", () => {
    const call = onlyCall(callLine({ line: { cwd: "/home/änn/店", gitBranch: "ветка" } }));
    assert.equal(call.cwd, "/home/änn/店");
    assert.equal(call.branch, "ветка");
  });

  it("are the same call on every line of a response; the final output wins and the first time stays", () => {
    const { calls } = readLog([
      callLine({ usage: { output_tokens: 3 } }),
      callLine({ line: { timestamp: "2026-09-12T08:15:31.000Z" } }),
      callLine({ line: { timestamp: "2026-09-12T08:15:32.000Z" }, usage: { output_tokens: 9 } }),
    ]);
    assert.equal(calls.length, 1);
    assert.equal(calls[0]?.tokens.output, 412);
    assert.equal(calls[0]?.atMs, Date.UTC(2026, 8, 12, 8, 15, 30, 123));
  });

  it("are handed over copy by copy, so that one that cannot be true spoils no other", () => {
    const { records } = readLog([
      callLine({ usage: { output_tokens: 10 } }),
      callLine({ usage: { output_tokens: 200_000_000 } }),
    ]);
    const outputs = records.flatMap((record) => (record.kind === "call" ? [record.tokens.output] : []));
    assert.deepEqual(outputs, [10, 200_000_000]);
  });

  it("of a message with another request id are other calls of its family", () => {
    const { calls } = readLog([callLine(), callLine({ line: { requestId: "req_2" } })]);
    assert.deepEqual(
      calls.map(({ family, member }) => [family, member]),
      [
        ["msg_01Xyz", "req_011Abc"],
        ["msg_01Xyz", "req_2"],
      ],
    );
  });

  it("give way to the message itself on a side chain or without a request id", () => {
    for (const line of [callLine({ line: { isSidechain: true } }), callLine({ line: { requestId: undefined } })]) {
      const call = onlyCall(line);
      assert.deepEqual([call.family, call.member, call.yieldsTo], ["msg_01Xyz", "", "msg_01Xyz"]);
    }
  });

  it("without a message id go by request, line, or content and time", () => {
    const id = { id: undefined };
    const byRequest = onlyCall(callLine({ message: id }));
    assert.deepEqual([byRequest.family, byRequest.member, byRequest.yieldsTo], ["req:req_011Abc", "", undefined]);
    const byLine = onlyCall(callLine({ message: id, line: { requestId: undefined } }));
    assert.equal(byLine.family, "line:b0000000-0000-4000-8000-000000000001");
    const bare = { requestId: undefined, uuid: undefined };
    const first = onlyCall(callLine({ message: id, line: bare }));
    assert.match(first.family, /^line:[0-9a-f]{32}$/);
    assert.equal(onlyCall(callLine({ message: id, line: bare })).family, first.family);
    assert.notEqual(
      onlyCall(callLine({ message: id, line: { ...bare, timestamp: "2026-09-12T08:15:31Z" } })).family,
      first.family,
    );
    assert.notEqual(onlyCall(callLine({ message: { ...id, model: "m" }, line: bare })).family, first.family);
  });

  it("are ranked as copies on side chains, in forks and in copied history", () => {
    assert.equal(onlyCall(callLine({ line: { isSidechain: true } })).copyRank, 1);
    assert.equal(onlyCall(callLine({ line: { sessionKind: "bg" } })).copyRank, 2);
    assert.equal(onlyCall(callLine(), "p/s/subagents/agent-acompact-1.jsonl").copyRank, 2);
  });

  it("belong to the file's session where the line does not tell one", () => {
    assert.equal(
      onlyCall(callLine({ line: { sessionId: undefined } }), "p/s1/subagents/agent-a.jsonl").sessionId,
      "s1",
    );
  });

  it("count cache writes by lifetime, and a bare sum for five minutes", () => {
    const flatIsZero = onlyCall(callLine({ usage: { cache_creation_input_tokens: 0 } })).tokens;
    assert.deepEqual([flatIsZero.cacheWrite5m, flatIsZero.cacheWrite1h], [200, 1000]);
    for (const cache_creation of [undefined, null, {}]) {
      const { cacheWrite5m, cacheWrite1h } = onlyCall(callLine({ usage: { cache_creation } })).tokens;
      assert.deepEqual([cacheWrite5m, cacheWrite1h], [1200, 0]);
    }
    const oneHour = onlyCall(callLine({ usage: { cache_creation: { ephemeral_1h_input_tokens: 7 } } })).tokens;
    assert.deepEqual([oneHour.cacheWrite5m, oneHour.cacheWrite1h], [0, 7]);
  });

  it("read null and absent counts as none", () => {
    const call = onlyCall(
      callLine({
        message: {
          usage: { input_tokens: null, output_tokens: 4, server_tool_use: null, output_tokens_details: null },
        },
      }),
    );
    assert.deepEqual(Object.values(call.tokens), [0, 0, 0, 0, 4, 0, 0]);
  });

  it("tell how they were served", () => {
    assert.equal(onlyCall(callLine({ usage: { speed: "fast", service_tier: "priority" } })).serviceTier, "fast");
    assert.equal(onlyCall(callLine({ usage: { service_tier: "priority" } })).serviceTier, "priority");
    assert.equal(onlyCall(callLine({ usage: { service_tier: "batch" } })).serviceTier, "batch");
    assert.equal(onlyCall(callLine({ usage: { service_tier: "new" } })).serviceTier, "standard");
    assert.equal(onlyCall(callLine({ usage: { inference_geo: "us" } })).usOnly, true);
    assert.equal(onlyCall(callLine({ usage: { inference_geo: "not_available" } })).usOnly, false);
  });

  it("without a model are calls of an unknown one", () => {
    assert.equal(onlyCall(callLine({ message: { model: undefined } })).model, "");
  });

  it("of an old version need no type on the line", () => {
    assert.equal(onlyCall(callLine({ line: { type: undefined } })).family, "msg_01Xyz");
  });

  it("are not what the tool makes itself, nor a usage of nothing", () => {
    const nothing = { input_tokens: 0, output_tokens: 0, cache_read_input_tokens: null };
    for (const line of [
      callLine({ message: { model: "<synthetic>" } }),
      callLine({ message: { usage: nothing } }),
      callLine({ message: { usage: null } }),
      callLine({ message: { usage: undefined } }),
      callLine({ line: { type: "user" } }),
      callLine({ line: { type: "attachment" } }),
      callLine({ line: { message: "text" } }),
    ]) {
      assert.deepEqual(readLog([line]).calls, []);
      assert.deepEqual(readLog([line]).skipped, {});
    }
  });

  it("are skipped with the reason where they cannot be used", () => {
    for (const [line, skipped] of [
      [callLine({ usage: { input_tokens: "5" } }), { "wrong-type": 1 }],
      [callLine({ usage: { output_tokens: 1.5 } }), { "wrong-type": 1 }],
      [callLine({ usage: { cache_creation: { ephemeral_5m_input_tokens: "1" } } }), { "wrong-type": 1 }],
      [callLine({ message: { usage: "none" } }), { "wrong-type": 1 }],
      [callLine({ line: { timestamp: undefined } }), { "no-time": 1 }],
      [callLine({ line: { timestamp: "yesterday" } }), { "no-time": 1 }],
      [JSON.stringify(callLine()).slice(0, -20), { malformed: 1 }],
    ] as const) {
      const log = readLog([line]);
      assert.deepEqual(log.calls, []);
      assert.deepEqual(log.skipped, skipped);
    }
  });

  it("hand impossible integers on: judging them is not the parser's part", () => {
    assert.equal(onlyCall(callLine({ usage: { input_tokens: -5 } })).tokens.freshInput, -5);
    assert.equal(onlyCall(callLine({ usage: { output_tokens: 1e18 } })).tokens.output, 1e18);
  });

  it("say nothing of lines that hold no usage, however broken", () => {
    assert.deepEqual(readLog(["not json {{{", '{"type":"assistant","mess', "", "\0"]).skipped, {});
  });

  it("are found on both halves of a line that lost its newline, and after a byte order mark", () => {
    const second = callLine({ message: { id: "msg_2" } });
    assert.equal(readLog([`${JSON.stringify(callLine())}${JSON.stringify(second)}`]).calls.length, 2);
    assert.equal(readLog([`\uFEFF${JSON.stringify(callLine())}`]).calls.length, 1);
  });

  it("are not mixed up where a torn line is followed by a whole one", () => {
    const torn = JSON.stringify(callLine({ message: { content: "x".repeat(4000) } })).slice(0, 3000);
    const log = readLog([callLine(), torn + JSON.stringify(callLine({ message: { id: "msg_2" } }))]);
    assert.deepEqual(
      log.calls.map((call) => call.family),
      ["msg_01Xyz"],
    );
    assert.deepEqual(log.skipped, { malformed: 1 });
  });

  it("of advisors are calls of their own, of their own model, and message iterations are not", () => {
    const advisor = { type: "advisor_message", model: "claude-opus-5", input_tokens: 50, output_tokens: 7 };
    const iterations = [
      { type: "message", input_tokens: 5, output_tokens: 412 },
      advisor,
      { type: "fallback_message", output_tokens: 1 },
      { ...advisor, model: "claude-sonnet-5", output_tokens: 8 },
    ];
    const { calls } = readLog([callLine({ usage: { iterations }, line: { isSidechain: true } })]);
    assert.deepEqual(
      calls.map(({ family, model, yieldsTo, tokens }) => [family, model, yieldsTo, tokens.output]),
      [
        ["msg_01Xyz", "claude-opus-5", "msg_01Xyz", 412],
        ["msg_01Xyz:advisor:0", "claude-opus-5", undefined, 7],
        ["msg_01Xyz:advisor:1", "claude-sonnet-5", undefined, 8],
      ],
    );
  });

  it("copied into progress lines count as side-chain copies", () => {
    const inner = callLine();
    const { calls } = readLog([
      callLine({
        line: {
          type: "progress",
          message: undefined,
          timestamp: "2026-09-12T09:00:00Z",
          data: { type: "agent_progress", agentId: "a9", message: inner },
        },
      }),
    ]);
    assert.equal(calls.length, 1);
    const { family, member, yieldsTo, agentId, copyRank, atMs, sessionId } = calls[0] ?? assert.fail();
    assert.deepEqual([family, member, yieldsTo, agentId, copyRank], ["msg_01Xyz", "", "msg_01Xyz", "a9", 1]);
    assert.equal(atMs, Date.UTC(2026, 8, 12, 8, 15, 30, 123));
    assert.equal(sessionId, SESSION);
  });

  it("are not the totals in a sub-agent's answer", () => {
    const answer = { status: "completed", totalTokens: 555, usage: { input_tokens: 5, output_tokens: 550 } };
    const line = callLine({ line: { type: "user", toolUseResult: answer } });
    assert.deepEqual(readLog([line]).calls, []);
  });

  it("are not disturbed by names that mean something to JavaScript", () => {
    const line = JSON.stringify(callLine({ message: { model: "__proto__" } })).replace(
      '"content":[',
      '"__proto__":{"usage":null},"content":[',
    );
    assert.equal(onlyCall(line).model, "__proto__");
  });
});
