import assert from "node:assert/strict";
import { assertSurvivesDamage } from "../../../support/readFormat.ts";
import { changes, counts, readSession, request, requestId, session, SESSION, STARTED_MS } from "./sessions.ts";

describe("Copilot's chat sessions", () => {
  it("tell the sums of an answer's calls by model, cached input within", () => {
    const modelTotals = [
      { model: "gpt-5-mini", inputTokens: 900, cachedTokens: 0, outputTokens: 40 },
      { model: "claude-sonnet-4.6", inputTokens: 50_000, cachedTokens: 42_000, outputTokens: 800 },
    ];
    const log = readSession(session([request(5, { modelTotals, promptTokens: 9_000, completionTokens: 840 })]));
    assert.deepEqual(counts(log), [
      [8_000, 42_000, 800],
      [900, 0, 40],
    ]);
    assert.deepEqual(
      log.calls.map((call) => [call.member, call.model, call.quality]),
      [
        ["", "claude-sonnet-4.6", "exact-turn"],
        ["gpt-5-mini", "gpt-5-mini", "exact-turn"],
      ],
    );
    assert.partialDeepStrictEqual(log.calls[0], {
      family: `request|${requestId(5)}`,
      yieldsTo: SESSION,
      atMs: STARTED_MS + 5 * 60_000,
      sessionId: SESSION,
      ownerMs: STARTED_MS,
      cwd: "/home/ann/shop",
    });
  });

  it("are added where sums of one model, or of ones without a name, are told apart", () => {
    const sums = { inputTokens: 1_000, cachedTokens: 600, outputTokens: 50 };
    const modelTotals = [{ model: "gpt-5", ...sums }, sums, { model: "gpt-5", ...sums }, { ...sums, model: null }];
    assert.deepEqual(counts(readSession(session([request(5, { modelTotals })]))), [
      [800, 1_200, 100],
      [800, 1_200, 100],
    ]);
  });

  it("tell the last call's prompt and all calls' output of other answers, which makes them estimates", () => {
    const told = request(1, { promptTokens: 48_210, completionTokens: 2_140, copilotCredits: 3.2 });
    const older = request(2, { result: { metadata: { promptTokens: 48_210, outputTokens: 310 } } });
    const log = readSession(session([told, older]));
    assert.deepEqual(counts(log), [
      [48_210, 0, 2_140],
      [48_210, 0, 310],
    ]);
    assert.deepEqual(
      log.calls.map((call) => [call.quality, call.countedHere, call.reportedNanos]),
      [
        // A credit is a cent.
        ["estimate", undefined, 32_000_000],
        ["estimate", undefined, undefined],
      ],
    );
  });

  it("take no credits as dollars from before they were billed, nor of several models together", () => {
    const timestamp = Date.parse("2026-05-31T23:00:00Z");
    const early = request(1, { timestamp, promptTokens: 10, completionTokens: 1, copilotCredits: 3.2 });
    const modelTotals = ["a", "b"].map((model) => ({ model, inputTokens: 10, cachedTokens: 0, outputTokens: 1 }));
    const log = readSession(session([early, request(2, { modelTotals, copilotCredits: 3.2 })]));
    assert.deepEqual(
      log.calls.map((call) => call.reportedNanos),
      [undefined, undefined, undefined],
    );
  });

  it("have their texts counted where no tokens are told: the message and what was said, thought and asked of tools", () => {
    const toolCallRounds = [
      {
        response: "Let me look.",
        thinking: { text: ["Hm", "m"] },
        toolCalls: [{ name: "read", arguments: '{"a":1}' }],
      },
      { response: "Done.", toolCalls: [] },
    ];
    const metadata = {
      renderedGlobalContext: [{ type: 1, text: "Linux" }],
      renderedUserMessage: [{ type: 1, text: "<file>" }, { type: 2 }, { type: 1, text: "fix" }],
      toolCallRounds,
    };
    const agents = request(1, { result: { metadata } });
    const edits = [[{ text: "const a = 1;" }], [{ text: "" }]];
    const asked = request(2, {
      response: [
        { kind: "thinking", value: "Hmm" },
        { value: "Use this:" },
        { kind: "markdownContent", content: { value: "!" } },
        { kind: "textEditGroup", edits },
        { kind: "toolInvocationSerialized", value: "not told" },
      ],
    });
    const log = readSession(session([agents, asked]));
    // A token a character, and one between two texts.
    assert.deepEqual(counts(log), [
      ["Linux\n<file>\nfix".length, 0, 'Hm\nm\nLet me look.\n{"a":1}\nDone.'.length],
      ["fix the test".length, 0, "Hmm\nUse this:\n!\nconst a = 1;".length],
    ]);
    for (const call of log.calls) assert.partialDeepStrictEqual(call, { quality: "estimate", countedHere: true });
  });

  it("have the half counted that is not told", () => {
    const log = readSession(session([request(1, { promptTokens: 700 }), request(2, { completionTokens: 9 })]));
    assert.deepEqual(counts(log), [
      [700, 0, "Done.".length],
      ["fix the test".length, 0, 9],
    ]);
    assert.ok(log.calls.every((call) => call.countedHere === true));
  });

  it("are counted to a bounded length of text, and the rest of it taken to be like that", () => {
    let counted = 0;
    const counter = { count: (text: string) => (counted += text.length) };
    const long = request(1, { message: { text: "a".repeat(300_000) }, response: [{ value: "b" }] });
    const [call] = readSession(session([long]), { counter }).calls;
    assert.equal(call?.tokens.freshInput, 300_000);
    assert.equal(counted, 100_001);
  });

  it("hold no call where nothing was answered, or the answer is not complete", () => {
    const unanswered = request(1, { response: [], modelState: { value: 3 } });
    const waiting = [0, 4].map((value) => session([request(1, { modelState: { value }, completionTokens: 5 })]));
    const older = request(1, { modelState: undefined });
    assert.deepEqual(counts(readSession(session([unanswered]))), []);
    for (const document of waiting) assert.deepEqual(counts(readSession(document)), []);
    assert.deepEqual(counts(readSession(session([older]))), []);
    assert.equal(counts(readSession(session([{ ...older, isCanceled: true }]))).length, 1);
    assert.equal(counts(readSession(session([{ ...older, result: {} }]))).length, 1);
    assert.equal(counts(readSession(session([older, unanswered]))).length, 1);
  });

  it("tell typed messages, once they are sent", () => {
    const log = readSession(
      session([
        request(1, { modelState: { value: 0 } }),
        request(2, { isSystemInitiated: true }),
        request(3, { confirmation: "Continue" }),
        request(4, { message: { text: "" } }),
      ]),
    );
    assert.deepEqual(log.turns, [{ kind: "turn", id: requestId(1), sessionId: SESSION, atMs: STARTED_MS + 60_000 }]);
    assert.deepEqual(log.sessions, [
      { kind: "session", sessionId: SESSION, parentId: undefined, toolVersion: "0.45.1" },
    ]);
  });

  it("leave the answers of other agents to these agents' own logs", () => {
    const of = (id: string, modelId: string) => request(1, { agent: { id }, modelId, completionTokens: 5 });
    const others = [
      of("agent-host-copilotcli", "agent-host-copilotcli/claude-sonnet-4.6"),
      of("claude-code", "claude-code/opus"),
      of("openai-codex", "openai-codex/gpt-5.5"),
    ];
    assert.deepEqual(readSession(session(others)).records, []);
    const ours = [of("github.copilot.default", "byok/local"), of("ms-azure.azure", "copilot/gpt-5")];
    assert.equal(readSession(session([...ours, request(2, { agent: undefined })])).turns.length, 3);
  });

  it("name the model that answered", () => {
    const models = [
      request(1, { result: { metadata: { resolvedModel: "claude-sonnet-4-6" } } }),
      request(2, { modelId: "copilot/auto", result: { details: "Claude Sonnet 4.5 • 0.9x" } }),
      request(3, { modelId: undefined, result: { details: "GPT-5 mini • 1 credit" } }),
      request(4, { modelId: "copilot/auto" }),
      request(5, { modelId: "generic-copilot/litellm/anthropic/claude-haiku-4.5" }),
    ];
    assert.deepEqual(
      readSession(session(models)).calls.map((call) => call.model),
      [
        "claude-sonnet-4-6",
        "copilot/claude-sonnet-4.5",
        "copilot/gpt-5-mini",
        "",
        "generic-copilot/litellm/anthropic/claude-haiku-4.5",
      ],
    );
  });

  it("are the same in a copy of another window, and in a copy under a new id", () => {
    const document = session([request(1, { promptTokens: 10, completionTokens: 5 })]);
    const [original] = readSession(document).calls;
    const place = { relativePath: `globalStorage/emptyWindowChatSessions/${SESSION}.json` };
    const [copy] = readSession(document, place).calls;
    assert.deepEqual({ ...copy, cwd: original?.cwd }, original);
    assert.equal(copy?.cwd, undefined);
    const [fork] = readSession({ ...document, sessionId: "another" }).calls;
    assert.equal(fork?.family, original?.family);
  });

  it("without ids of their own are told apart by what they say", () => {
    const nameless = (minute: number) => request(minute, { requestId: undefined });
    const document = session([nameless(1), nameless(2), request(3, { requestId: "r1" })], { sessionId: undefined });
    const families = new Set(readSession(document).calls.map((call) => call.family));
    assert.equal(families.size, 3);
    assert.ok(families.has(`request|${SESSION}|r1`));
    assert.deepEqual(readSession(document).calls, readSession(document).calls);
  });

  it("are dated by their session where a message has no time, and skipped where neither has", () => {
    const timeless = request(1, { timestamp: undefined });
    assert.equal(readSession(session([timeless])).calls[0]?.atMs, STARTED_MS);
    const log = readSession(session([timeless], { creationDate: undefined }));
    assert.deepEqual([log.records, log.skipped], [[], { "no-time": 1 }]);
  });

  it("are skipped where they are no sessions we know, with the reason", () => {
    assert.deepEqual(readSession('{"version":3').skipped, { malformed: 1 });
    assert.deepEqual(readSession("").skipped, {});
    assert.deepEqual(readSession({ composers: [] }).skipped, { "unknown-format": 1 });
    assert.deepEqual(readSession(session([], { version: 4 })).skipped, { "unknown-format": 1 });
    const log = readSession(session([7, request(1, { promptTokens: "many" }), request(2, { modelTotals: [1] })]));
    assert.deepEqual(log.skipped, { malformed: 1, "wrong-type": 2 });
    assert.deepEqual(log.calls, []);
  });

  it("are read with any damage", () => {
    const modelTotals = [{ model: "a", inputTokens: 50, cachedTokens: 40, outputTokens: 8 }];
    const first = session([request(1, { modelTotals })]);
    const later = { kind: 2, k: ["requests"], v: [request(2, { result: { metadata: { toolCallRounds: [{}] } } })] };
    assertSurvivesDamage((bytes) => readSession(bytes), changes(first, later), 3);
    assertSurvivesDamage((bytes) => readSession(bytes), Buffer.from(JSON.stringify(first)), 4);
  });
});
