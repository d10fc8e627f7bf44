import assert from "node:assert/strict";
import { rooCode } from "../../../../src/sources/rooCode/source.ts";
import { assertSurvivesDamage, formatOf, readDocument, sumTokens } from "../../../support/readFormat.ts";
import { prompt, request, say, typed } from "../taskFiles/taskBuilder.ts";

const TASK = formatOf(rooCode, "task", "document");
const PLACE = { relativePath: "0198-task/ui_messages.json" };
const T = Date.UTC(2026, 0, 10, 9);
const BEFORE = Date.UTC(2025, 9, 20, 9);

describe("Roo Code's tasks", () => {
  it("count a request with its model, folder and cost", () => {
    const neighbours = {
      "api_conversation_history.json": JSON.stringify([prompt("claude-sonnet-4-5", T + 5)]),
      "history_item.json": JSON.stringify({ id: "0198-task", workspace: "/home/ann/shop" }),
    };
    const usage = {
      tokensIn: 1000,
      tokensOut: 50,
      cacheReads: 700,
      cacheWrites: 200,
      cost: 0.0125,
      apiProtocol: "anthropic",
    };
    const { calls, skipped } = readDocument(TASK, [request(T, usage)], { ...PLACE, neighbours });
    assert.deepEqual(skipped, {});
    assert.deepEqual(calls, [
      {
        kind: "call",
        family: "task/0198-task",
        member: String(T),
        yieldsTo: undefined,
        atMs: T,
        model: "claude-sonnet-4-5",
        serviceTier: "standard",
        usOnly: false,
        tokens: {
          freshInput: 100,
          cacheRead: 700,
          cacheWrite5m: 200,
          cacheWrite1h: 0,
          output: 50,
          reasoning: 0,
          webSearches: 0,
        },
        calls: 1,
        quality: "exact-call",
        reportedNanos: 12_500_000,
        sessionId: "0198-task",
        agentId: undefined,
        copyRank: 0,
        ownerMs: 0,
        cwd: "/home/ann/shop",
        branch: undefined,
      },
    ]);
  });

  it("tell the folder by the prompt where there is no history item", () => {
    const neighbours = { "api_conversation_history.json": JSON.stringify([prompt("m", T, "/home/ann/site")]) };
    const { calls } = readDocument(TASK, [request(T, { tokensIn: 1 })], { ...PLACE, neighbours });
    assert.equal(calls[0]?.cwd, "/home/ann/site");
  });

  it("follow a change of the model", () => {
    const neighbours = {
      "api_conversation_history.json": JSON.stringify([prompt("one", T + 1), prompt("two", T + 101)]),
    };
    const document = [request(T, { tokensIn: 1 }), request(T + 100, { tokensIn: 2 })];
    const { calls } = readDocument(TASK, document, { ...PLACE, neighbours });
    assert.deepEqual(
      calls.map(({ model }) => model),
      ["one", "two"],
    );
  });

  it("take a prompt's count by date, protocol and size", () => {
    const usage = { tokensIn: 1000, tokensOut: 1, cacheReads: 600, cacheWrites: 100 };
    const fresh = (ts: number, more: object) => {
      const { calls } = readDocument(TASK, [request(ts, { ...usage, ...more })], PLACE);
      return calls[0]?.tokens.freshInput;
    };
    assert.equal(fresh(T, { apiProtocol: "anthropic" }), 300);
    assert.equal(fresh(T, { apiProtocol: "openai" }), 300);
    assert.equal(fresh(BEFORE, { apiProtocol: "openai" }), 300);
    assert.equal(fresh(BEFORE, {}), 300);
    assert.equal(fresh(BEFORE, { apiProtocol: "anthropic" }), 1000);
    // Too small to hold the cached ones: an older version still ran.
    assert.equal(fresh(T, { apiProtocol: "anthropic", tokensIn: 12 }), 12);
  });

  it("count what an aborted request had used, and nothing of one that is still to be filled in", () => {
    const document = [
      request(T, { tokensIn: 10, tokensOut: 2 }, { partial: false }),
      request(T + 1, { tokensIn: 20, tokensOut: 3, cancelReason: "user_cancelled" }),
      request(T + 2),
      say("api_req_deleted", T + 3, { tokensIn: 500, tokensOut: 500 }),
    ];
    const { calls, skipped } = readDocument(TASK, document, PLACE);
    assert.deepEqual([calls.length, sumTokens(calls).freshInput, sumTokens(calls).output], [2, 30, 5]);
    assert.deepEqual(skipped, {});
  });

  it("know the messages a person typed", () => {
    const document = [
      typed("text", T),
      typed("text", T + 1, "the model speaks"),
      typed("user_feedback", T + 2),
      typed("user_feedback", T + 3, ""),
      { ...typed("user_feedback", T + 4, ""), images: ["data:…"] },
      typed("user_feedback_diff", T + 5),
      { ts: T + 6, type: "ask", ask: "followup", text: "which one?" },
    ];
    const { turns } = readDocument(TASK, document, PLACE);
    assert.deepEqual(
      turns.map(({ id, atMs }) => [id, atMs]),
      [T, T + 2, T + 4].map((ts) => [`0198-task/${ts}`, ts]),
    );
  });

  it("know a task that another one handed over", () => {
    const neighbours = { "history_item.json": JSON.stringify({ parentTaskId: "0197-parent" }) };
    const document = [typed("text", T), typed("user_feedback", T + 1)];
    const { turns, sessions } = readDocument(TASK, document, { ...PLACE, neighbours });
    assert.deepEqual(
      turns.map(({ atMs }) => atMs),
      [T + 1],
    );
    assert.deepEqual(sessions, [
      { kind: "session", sessionId: "0198-task", parentId: "0197-parent", toolVersion: undefined },
    ]);
  });

  it("skip what is broken, with the reason", () => {
    const document = [
      { ts: T, type: "say", say: "api_req_started", text: "{torn" },
      request(T + 1, { tokensIn: "many" }),
      request("today", { tokensIn: 5 }),
      request(undefined),
      null,
      "text",
      request(T + 2, { tokensIn: 5 }),
    ];
    const { calls, skipped } = readDocument(TASK, document, PLACE);
    assert.equal(calls.length, 1);
    assert.deepEqual(skipped, { malformed: 3, "wrong-type": 1, "no-time": 1 });
    assert.deepEqual(readDocument(TASK, "{}", PLACE).skipped, { malformed: 1 });
    assert.deepEqual(readDocument(TASK, "", PLACE).skipped, { malformed: 1 });
  });

  it("survive damage", () => {
    const neighbours = { "api_conversation_history.json": JSON.stringify([prompt("m", T)]) };
    const document = Buffer.from(JSON.stringify([typed("text", T), request(T, { tokensIn: 5 }), request(T + 1)]));
    assertSurvivesDamage((bytes) => readDocument(TASK, bytes, { ...PLACE, neighbours }), document);
  });
});

describe("a Roo Code task that is written anew", () => {
  const early = [typed("text", T), request(T + 1)];
  const filled = [typed("text", T), request(T + 1, { tokensIn: 100, tokensOut: 10 }), request(T + 2, { tokensIn: 5 })];
  const rewound = [
    typed("text", T),
    request(T + 1, { tokensIn: 100, tokensOut: 10 }),
    say("api_req_deleted", T + 3, { tokensIn: 5 }),
    request(T + 4, { tokensIn: 7, tokensOut: 1 }),
  ];

  function ledgerOf(...documents: readonly object[]): ReadonlyMap<string, number> {
    const records = documents.flatMap((document) => readDocument(TASK, document, PLACE).calls);
    return new Map(records.map((call) => [`${call.family} ${call.member}`, call.tokens.freshInput]));
  }

  it("counts the same whichever of its states were seen, but for what has vanished", () => {
    const last = ledgerOf(rewound);
    assert.equal(last.size, 2);
    assert.deepEqual(ledgerOf(early, rewound), last);
    const seen = ledgerOf(early, filled, rewound);
    assert.equal(seen.size, 3);
    assert.deepEqual(ledgerOf(filled, early, rewound), seen);
    for (const [key, tokens] of last) assert.equal(seen.get(key), tokens);
  });

  it("counts a task once that lies in two editors, and in Roo Code's and its successor's storage", () => {
    assert.deepEqual(ledgerOf(filled, filled), ledgerOf(filled));
  });
});
