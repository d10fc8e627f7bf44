import assert from "node:assert/strict";
import { cline } from "../../../../src/sources/cline/source.ts";
import { assertSurvivesDamage, formatOf, readDocument, sumTokens } from "../../../support/readFormat.ts";
import { readIntoLedger } from "../../../support/readIntoLedger.ts";
import { request } from "../taskFiles/taskBuilder.ts";

const SESSION = formatOf(cline, "session", "document");
const TASK = formatOf(cline, "task", "document");
const PLACE = { relativePath: "s-1/s-1.messages.json" };
const T = 1_787_220_000_000;
const ID = "V1StGXR8_Z5jdHi6B-myT";
const METRICS = { inputTokens: 6937, outputTokens: 213, cacheReadTokens: 5000, cacheWriteTokens: 100, cost: 0.0021 };

function log(messages: readonly unknown[], more: object = {}): object {
  return { version: 1, updated_at: "2026-08-20T10:00:00Z", agent: "lead", sessionId: "s-1", messages, ...more };
}

function reply(id: string, ts: number | undefined, metrics: object | null = METRICS, more: object = {}): object {
  return {
    id,
    role: "assistant",
    content: [{ type: "text", text: "done" }],
    modelInfo: { id: "anthropic/claude-sonnet-4.6", provider: "openrouter" },
    ...(ts === undefined ? {} : { ts }),
    ...(metrics === null ? {} : { metrics }),
    ...more,
  };
}

function user(id: string, ts: number, content: unknown, more: object = {}): object {
  return { id, role: "user", ts, content, ...more };
}

function manifest(more: object = {}): Readonly<Record<string, string>> {
  const told = { session_id: "s-1", cwd: "/home/ann/shop", started_at: "2026-08-18T08:00:00Z", model: "m", ...more };
  return { "s-1.json": JSON.stringify(told) };
}

describe("Cline's sessions", () => {
  it("count a reply with its model, cost and folder, its input being the whole prompt", () => {
    const { calls, skipped } = readDocument(SESSION, log([reply(ID, T)]), { ...PLACE, neighbours: manifest() });
    assert.deepEqual(skipped, {});
    const [call] = calls;
    assert.deepEqual(
      [call?.family, call?.model, call?.cwd, call?.reportedNanos, call?.quality, call?.sessionId, call?.agentId],
      [ID, "anthropic/claude-sonnet-4.6", "/home/ann/shop", 2_100_000, "exact-call", "s-1", undefined],
    );
    const { freshInput, cacheRead, cacheWrite5m, output } = sumTokens(calls);
    assert.deepEqual([freshInput, cacheRead, cacheWrite5m, output], [1837, 5000, 100, 213]);
  });

  it("take an input smaller than its cached part as the fresh part alone", () => {
    const { calls } = readDocument(SESSION, log([reply(ID, T, { ...METRICS, inputTokens: 12 })]), PLACE);
    assert.equal(calls[0]?.tokens.freshInput, 12);
  });

  it("count the agents a session started from their own files", () => {
    const document = log([reply("short", T)], { agent: "subagent" });
    const { calls, turns } = readDocument(SESSION, document, {
      relativePath: "s-1/agent-7.messages.json",
      neighbours: manifest({ metadata: { usage: METRICS } }),
    });
    assert.deepEqual(
      calls.map(({ sessionId, agentId, copyRank, family }) => [sessionId, agentId, copyRank, family]),
      [["s-1", "agent-7", 1, "s-1/agent-7/short"]],
    );
    assert.equal(turns.length, 0);
  });

  it("count a forked session's copies for the session they come from", () => {
    const original = readDocument(SESSION, log([reply(ID, T)]), { ...PLACE, neighbours: manifest() });
    const fork = readDocument(
      SESSION,
      {
        ...log([user("u-1", T - 5, "hi"), reply(ID, T), user("u-2", T + 90, "on"), reply(`${ID}2`, T + 100)]),
        sessionId: "s-2",
      },
      {
        relativePath: "s-2/s-2.messages.json",
        neighbours: {
          "s-2.json": JSON.stringify({
            started_at: new Date(T + 50).toISOString(),
            metadata: { fork: { forkedFromSessionId: "s-1", forkedAt: new Date(T + 50).toISOString() } },
          }),
        },
      },
    );
    assert.deepEqual(
      fork.calls.map(({ copyRank }) => copyRank),
      [2, 0],
    );
    assert.equal(fork.calls[0]?.family, original.calls[0]?.family);
    assert.deepEqual(
      fork.turns.map(({ id }) => id),
      ["u-2"],
    );
    assert.deepEqual(fork.sessions, [{ kind: "session", sessionId: "s-2", parentId: "s-1", toolVersion: undefined }]);
  });

  it("know the messages a person typed", () => {
    const document = log([
      user("u-1", T, "do it"),
      user("u-2", T + 1, [{ type: "text", text: "and that" }]),
      user("u-3", T + 2, [
        { type: "tool_result", tool_use_id: "t", content: "…" },
        { type: "text", text: "note" },
      ]),
      user("u-4", T + 3, "went wrong", { metadata: { kind: "recovery_notice" } }),
      user("u-5", T + 4, "summary", { metadata: { displayRole: "system" } }),
      user("u-6", T + 5, " "),
    ]);
    assert.deepEqual(readDocument(SESSION, document, PLACE).turns, [
      { kind: "turn", id: "u-1", sessionId: "s-1", atMs: T },
      { kind: "turn", id: "u-2", sessionId: "s-1", atMs: T + 1 },
    ]);
  });

  it("take the session's own total where no reply tells what it used, never that with its agents", () => {
    const usage = { inputTokens: 900, outputTokens: 30, cacheReadTokens: 600, cacheWriteTokens: 0, totalCost: 0.5 };
    const neighbours = manifest({ metadata: { usage, aggregateUsage: { inputTokens: 9e6, outputTokens: 9e6 } } });
    const { calls } = readDocument(SESSION, log([reply("a", T, null)]), { ...PLACE, neighbours });
    assert.deepEqual(
      calls.map(({ quality, yieldsTo, model, atMs, tokens, reportedNanos }) => [
        quality,
        yieldsTo,
        model,
        atMs,
        tokens.freshInput,
        tokens.output,
        reportedNanos,
      ]),
      [["session-total", "s-1//a", "m", Date.UTC(2026, 7, 18, 8), 300, 30, 500_000_000]],
    );
    const later = readDocument(SESSION, log([reply("a", T)]), { ...PLACE, neighbours });
    assert.deepEqual(
      later.calls.map(({ family, member }) => [family, member]),
      [["s-1//a", "reply"]],
    );
  });

  it("count a session's own total once, and not beside replies that tell what they used", () => {
    const usage = { inputTokens: 900, outputTokens: 30, cacheReadTokens: 600, cacheWriteTokens: 0, totalCost: 0.5 };
    const neighbours = manifest({ metadata: { usage } });
    const read = (...messages: readonly object[]) =>
      readDocument(SESSION, log(messages), { ...PLACE, neighbours }).records;
    const silent = read(reply("a", T, null));
    const mixed = read(reply("a", T, null), reply("b", T + 2));
    const outputOf = (...states: readonly (typeof silent)[]) =>
      readIntoLedger(states.flat())
        .filter((call) => call.calls > 0)
        .map((call) => call.tokens.output);
    for (const states of [[mixed], [silent, mixed], [mixed, silent]]) assert.deepEqual(outputOf(...states), [213]);
    // The first reply was removed.
    assert.deepEqual(outputOf(silent, read(reply("c", T + 1, null))), [30]);
  });

  it("skip what is broken, with the reason", () => {
    const document = log([
      reply("a", undefined),
      reply("b", T, { inputTokens: "12" }),
      reply("c", T, {}),
      reply("d", T, { inputTokens: 1 }),
      reply("e", T, null),
      3,
    ]);
    const { calls, skipped } = readDocument(SESSION, document, PLACE);
    assert.equal(calls.length, 1);
    assert.deepEqual(skipped, { "no-time": 1, "wrong-type": 1, malformed: 1 });
    assert.deepEqual(readDocument(SESSION, log([reply(ID, T)], { version: 2 }), PLACE).skipped, {
      "unknown-format": 1,
    });
    assert.deepEqual(readDocument(SESSION, { messages: {} }, PLACE).skipped, { malformed: 1 });
    assert.deepEqual(readDocument(SESSION, "", PLACE).skipped, { malformed: 1 });
  });

  it("survive damage", () => {
    const document = Buffer.from(JSON.stringify(log([user("u", T, "x"), reply(ID, T)])));
    assertSurvivesDamage((bytes) => readDocument(SESSION, bytes, { ...PLACE, neighbours: manifest() }), document);
  });

  it("count the same whichever of their states were seen", () => {
    const states = [log([reply(ID, T, null)]), log([reply(ID, T)]), log([reply(ID, T), reply(`${ID}2`, T + 9)])];
    const keys = (documents: readonly object[]) =>
      new Set(documents.flatMap((document) => readDocument(SESSION, document, PLACE).calls.map((call) => call.family)));
    assert.deepEqual(keys(states), keys(states.slice(2)));
  });
});

describe("a task of an earlier version that a session goes on with", () => {
  const stamped = reply("new-with-each-writing", undefined, METRICS, {
    modelInfo: { id: "old-model", provider: "unknown" },
  });
  const warnings = [
    "Warning: this is a legacy conversation, which means tool names may have changed.",
    "[cline-legacy-resume-warning:v1]\nWarning: this conversation was created by an older Cline runtime.",
  ].map((content) => ({ role: "user", content }));
  const [warning] = warnings;
  const document = log([user("u-0", T, "old"), stamped, warning, user("u-1", T + 1, "new"), reply(ID, T + 2)]);

  it("has its total yield to the task's own file", () => {
    const { calls, turns } = readDocument(SESSION, document, { ...PLACE, neighbours: manifest() });
    const [total, own] = calls;
    assert.deepEqual(
      [total?.quality, total?.model, total?.member, total?.atMs],
      ["session-total", "old-model", "", Date.UTC(2026, 7, 18, 8)],
    );
    assert.deepEqual([own?.quality, own?.yieldsTo], ["exact-call", undefined]);
    assert.deepEqual(
      turns.map(({ id }) => id),
      ["u-1"],
    );

    const task = readDocument(TASK, [request(T, { tokensIn: 5 })], { relativePath: "s-1/ui_messages.json" });
    const session = readDocument(SESSION, document, { ...PLACE, neighbours: manifest() });
    for (const records of [
      [...session.records, ...task.records],
      [...task.records, ...session.records],
    ]) {
      assert.deepEqual(sumTokens(readIntoLedger(records)).output, 213);
    }
    assert.equal(sumTokens(readIntoLedger(session.records)).output, 2 * 213);
  });

  it("is known by the warning of any version, and not by what a person says of it", () => {
    const qualitiesAfter = (message: object | undefined) =>
      readDocument(SESSION, log([user("u-0", T, "old"), stamped, message, reply(ID, T + 2)]), {
        ...PLACE,
        neighbours: manifest(),
      }).calls.map(({ quality }) => quality);
    for (const each of warnings) assert.deepEqual(qualitiesAfter(each), ["session-total", "exact-call"]);
    const talk = user("u-1", T + 1, "What does “this is a legacy conversation” mean?");
    const { calls, turns } = readDocument(SESSION, log([user("u-0", T, "Hi"), reply(ID, T), talk]), PLACE);
    assert.deepEqual([calls[0]?.quality, turns.length], ["exact-call", 2]);
  });

  it("has one total, however often its message gets a new id", () => {
    const again = log([{ ...stamped, id: "another" }, warning]);
    const families = [document, again].map(
      (each) => readDocument(SESSION, each, { ...PLACE, neighbours: manifest() }).calls[0]?.family,
    );
    assert.equal(families[0], families[1]);
  });
});
