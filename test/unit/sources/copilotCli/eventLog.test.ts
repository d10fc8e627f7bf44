import assert from "node:assert/strict";
import { assertSplitAnywhere, assertSurvivesDamage, jsonLines, readLines } from "../../../support/readFormat.ts";
import { counts, event, EVENTS, message, readEvents, SESSION, shutdown, start } from "./events.ts";

const SONNET = "claude-sonnet-4.6";

describe("Copilot CLI's logs of events", () => {
  it("count a closed session by its totals, whose prompt has the cached parts in it", () => {
    const log = readEvents([
      start(),
      message(1, 240),
      message(2, 60),
      shutdown(9, { [SONNET]: [120_000, 3_000, 100_000, 9_000] }, { totalNanoAiu: 2_655_750_000 }),
    ]);
    assert.deepEqual(counts(log), [[11_000, 100_000, 9_000, 3_000]]);
    assert.partialDeepStrictEqual(log.calls[0], {
      model: SONNET,
      quality: "session-total",
      yieldsTo: SESSION,
      sessionId: SESSION,
      atMs: Date.parse("2026-07-20T09:01:00Z"),
      // 1e11 nano-AIU are a dollar.
      reportedNanos: 26_557_500,
      cwd: "/home/ann/shop",
      branch: "main",
    });
  });

  it("tell the version and the typed messages", () => {
    const log = readEvents([
      start(),
      event("user.message", 1, { content: "fix the test" }),
      event("user.message", 2, { content: "<skill>", source: "skill-pdf" }),
      event("user.message", 3, { content: "look into the parser" }, { agentId: "a1" }),
      event("user.message", 4, { content: "" }),
    ]);
    assert.deepEqual(log.sessions, [
      { kind: "session", sessionId: SESSION, parentId: undefined, toolVersion: "1.0.50" },
    ]);
    assert.deepEqual(
      log.turns.map((turn) => turn.id),
      ["user.message-1"],
    );
  });

  it("know of a session that was not closed only the output its messages tell, and nothing where they tell none", () => {
    const log = readEvents([start(), message(1, 240), message(2, 60)]);
    assert.deepEqual(counts(log), [[0, 0, 0, 300]]);
    assert.equal(log.calls[0]?.quality, "estimate");
    assert.deepEqual(readEvents([start(), message(1, undefined)]).calls, []);
  });

  it("count the messages of one call once", () => {
    const chunk = (minute: number, output: number) => message(minute, output, { apiCallId: "a1" });
    assert.deepEqual(counts(readEvents([start(), chunk(1, 100), chunk(2, 240), message(3, 5), chunk(4, 240)])), [
      [0, 0, 0, 245],
    ]);
  });

  it("take the model of the session where a message names none", () => {
    const unnamed = (minute: number, output: number) => message(minute, output, { model: undefined });
    const change = event("session.model_change", 2, { newModel: "gpt-5" });
    const log = readEvents([start({ selectedModel: SONNET }), unnamed(1, 10), change, unnamed(3, 4)]);
    assert.deepEqual(
      log.calls.map((call) => [call.model, call.tokens.output]),
      [
        [SONNET, 10],
        ["gpt-5", 4],
      ],
    );
  });

  it("read the place of a session from its folder's workspace.yaml where no event tells it", () => {
    const neighbours = { "workspace.yaml": `id: ${SESSION}\ncwd: "/home/ann/shop"\nbranch: main\nsummary: cwd: no\n` };
    const log = readEvents([message(1, 5)], { relativePath: `${SESSION}/events.jsonl`, neighbours });
    assert.partialDeepStrictEqual(log.calls[0], { sessionId: SESSION, cwd: "/home/ann/shop", branch: "main" });
  });

  it("take older logs' session from their name", () => {
    assert.equal(readEvents([message(1, 5)], { relativePath: `${SESSION}.jsonl` }).calls[0]?.sessionId, SESSION);
  });
});

describe("Copilot CLI's totals", () => {
  const resume = event("session.resume", 10, { context: { cwd: "/home/ann/shop", branch: "fix" } });
  const first = [
    start(),
    message(1, 100),
    shutdown(9, { [SONNET]: [1_000, 100, 800, 0] }, { totalPremiumRequests: 1 }),
  ];

  it("are differences where they go on after a resume", () => {
    const second = shutdown(19, { [SONNET]: [3_000, 150, 2_500, 100] }, { totalPremiumRequests: 2 });
    const log = readEvents([...first, resume, message(11, 50), second]);
    assert.deepEqual(counts(log), [
      [200, 800, 0, 100],
      [200, 1_700, 100, 50],
    ]);
    assert.deepEqual(
      log.calls.map((call) => call.branch),
      ["main", "fix"],
    );
  });

  it("are added where any of them fell after a resume", () => {
    const fewer = shutdown(19, { [SONNET]: [3_000, 60, 2_500, 0] }, { totalPremiumRequests: 2 });
    assert.deepEqual(counts(readEvents([...first, resume, message(11, 60), fewer]))[1], [500, 2_500, 0, 60]);
    const cheaper = shutdown(19, { [SONNET]: [3_000, 150, 2_500, 0] }, { totalPremiumRequests: 0 });
    assert.deepEqual(counts(readEvents([...first, resume, message(11, 50), cheaper]))[1], [500, 2_500, 0, 150]);
    const other = shutdown(19, { "gpt-5": [3_000, 150, 2_500, 0] }, { totalPremiumRequests: 2 });
    assert.deepEqual(
      counts(readEvents([...first, resume, message(11, 50, { model: "gpt-5" }), other]))[1],
      [500, 2_500, 0, 150],
    );
  });

  it("are added where their rise has no room for what the messages tell", () => {
    const second = shutdown(19, { [SONNET]: [3_000, 120, 2_500, 0] }, { totalPremiumRequests: 1 });
    assert.deepEqual(counts(readEvents([...first, resume, message(11, 120), second]))[1], [500, 2_500, 0, 120]);
  });

  it("that were written twice count once, as does a log that stands twice in a file", () => {
    const [, , total] = first;
    assert.ok(total !== undefined);
    assert.deepEqual(counts(readEvents([...first, { ...total, id: "again" }])), [[200, 800, 0, 100]]);
    assert.deepEqual(counts(readEvents([...first, ...first])), [[200, 800, 0, 100]]);
  });

  it("of several models count under each, and never beside what their messages told before", () => {
    const log = readEvents([
      start(),
      message(1, 40),
      message(2, 7, { model: "gpt-5-mini-2026" }),
      shutdown(9, { [SONNET]: [1_000, 60, 800, 0], "gpt-5-mini": [500, 10, 0, 0] }),
    ]);
    assert.deepEqual(
      log.calls.map((call) => [call.model, call.tokens.freshInput, call.tokens.output]),
      [
        [SONNET, 200, 60],
        ["gpt-5-mini-2026", 0, 7],
        // 10 less the 7 of messages under a name that the totals do not have.
        ["gpt-5-mini", 500, 3],
      ],
    );
  });

  it("are taken from the details where no model has any", () => {
    const tokenDetails = {
      input: { tokenCount: 10 },
      cache_read: { tokenCount: 5 },
      cache_write: { tokenCount: 21_070 },
      output: { tokenCount: 42 },
    };
    const log = readEvents([start(), shutdown(9, {}, { tokenDetails, currentModel: SONNET })]);
    assert.deepEqual(counts(log), [[10, 5, 21_070, 42]]);
    assert.equal(log.calls[0]?.model, SONNET);
  });

  it("without tokens end no leg, as the next ones may hold both", () => {
    const log = readEvents([
      start(),
      message(1, 100),
      event("session.shutdown", 5, { totalNanoAiu: 1_000_000_000 }),
      message(6, 50),
      shutdown(9, { [SONNET]: [1_000, 150, 0, 0] }),
    ]);
    assert.deepEqual(counts(log), [[1_000, 0, 0, 150]]);
  });

  it("hold no more reasoning than output", () => {
    const usage = { inputTokens: 3_749, outputTokens: 274, cacheReadTokens: 3_433, reasoningTokens: 1_798 };
    const log = readEvents([start(), event("session.shutdown", 9, { modelMetrics: { [SONNET]: { usage } } })]);
    assert.equal(log.calls[0]?.tokens.reasoning, 274);
  });
});

describe("Copilot CLI's broken logs", () => {
  it("lose the lines that are broken, and say why", () => {
    const log = readEvents([
      start(),
      '{"type":"assistant.message"',
      message(1, 5),
      message(2, 1.5),
      event("session.shutdown", 3, { modelMetrics: { [SONNET]: { usage: { inputTokens: "many" } } } }),
      event("user.message", 4, { content: "hi" }, { timestamp: "yesterday" }),
      { type: "assistant.message", data: { outputTokens: 5 } },
      "[1,2]",
    ]);
    assert.deepEqual(counts(log), [[0, 0, 0, 5]]);
    assert.deepEqual(log.skipped, { malformed: 3, "wrong-type": 2, "no-time": 1 });
  });

  it("of a version we do not know are not read", () => {
    const log = readEvents([start({ version: 2 }), message(1, 5)]);
    assert.deepEqual(log.records, []);
    assert.deepEqual(log.skipped, { "unknown-format": 1 });
  });

  it("are read as well in any pieces and with any damage", () => {
    const bytes = jsonLines(
      start(),
      event("user.message", 1, { content: "fix the test" }),
      message(2, 100, { apiCallId: "a1" }),
      message(3, 120, { apiCallId: "a1" }),
      shutdown(4, { [SONNET]: [1_000, 120, 800, 0] }),
      event("session.resume", 5, {}),
      message(6, 3, { model: "constructor" }),
      shutdown(7, { [SONNET]: [2_000, 130, 1_500, 0] }),
    );
    const place = { relativePath: `${SESSION}/events.jsonl` };
    assertSplitAnywhere(EVENTS, bytes, place);
    assertSurvivesDamage((damaged) => readLines(EVENTS, damaged, place), bytes);
  });
});
