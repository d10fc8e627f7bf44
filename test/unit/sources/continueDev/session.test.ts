import assert from "node:assert/strict";
import { continueDev } from "../../../../src/sources/continueDev/source.ts";
import {
  assertSurvivesDamage,
  formatOf,
  jsonLines,
  readDocument,
  readLines,
  type LogPlace,
} from "../../../support/readFormat.ts";
import { readIntoLedger } from "../../../support/readIntoLedger.ts";

const format = formatOf(continueDev, "session", "document");
const NOON_MS = Date.UTC(2026, 5, 11, 12);
const place: LogPlace = {
  relativePath: "s1.json",
  neighbours: {
    "sessions.json": JSON.stringify([
      { sessionId: "s0", title: "", dateCreated: "1", workspaceDirectory: "" },
      { sessionId: "s1", title: "", dateCreated: String(NOON_MS), workspaceDirectory: "" },
    ]),
  },
};

const question = { message: { role: "user", content: "Fix the till" }, contextItems: [] };

function answer(prompt: string, completion: string, more: object = {}): object {
  const log = { modelTitle: "Sonnet", modelProvider: "anthropic", prompt, completion, ...more };
  return { message: { role: "assistant", content: completion }, contextItems: [], promptLogs: [log] };
}

const session = (history: readonly object[], more: object = {}): object => ({
  sessionId: "s1",
  title: "Till",
  workspaceDirectory: "file:///home/ann/my%20shop",
  history,
  ...more,
});

describe("A session of Continue", () => {
  it("gives a call counted here for each prompt, at the time of the session", () => {
    const model = { completionOptions: { model: "claude-sonnet-4-5" } };
    const { calls } = readDocument(format, session([question, answer("12345", "123", model)]), place);
    assert.equal(calls.length, 1);
    const [call] = calls;
    assert.equal(call?.family, "session s1");
    assert.equal(call?.yieldsTo, "calls of 2026-06-11");
    assert.equal(call?.quality, "estimate");
    assert.equal(call?.countedHere, true);
    assert.equal(call?.model, "claude-sonnet-4-5");
    assert.equal(call?.tokens.freshInput, 5);
    assert.equal(call?.tokens.output, 3);
    assert.equal(call?.atMs, NOON_MS);
    assert.equal(call?.sessionId, "s1");
    assert.equal(call?.cwd, "/home/ann/my shop");
  });

  it("yields to the logged calls of its day", () => {
    const { records } = readDocument(format, session([question, answer("12345", "123")]), place);
    const logged = readLines(
      formatOf(continueDev, "tokens-log", "lines"),
      jsonLines({ timestamp: "2026-06-11T20:00:00.000Z", model: "m", promptTokens: 50, generatedTokens: 7 }),
    );
    assert.deepEqual(
      readIntoLedger([...records, ...logged.records]).map((call) => call.tokens.freshInput),
      [50],
    );
    assert.equal(readIntoLedger(records).length, 1);
  });

  it("gives, however often it was rewritten and read, its calls and those that vanished from it", () => {
    const rewrites = [
      session([question, answer("one", "a")]),
      session([question, answer("one", "a"), question, answer("one", "a")]),
      session([question, answer("one", "a"), question, answer("one", "a"), question, answer("three", "c")]),
      session([question, answer("one", "a"), question, answer("other", "d")]),
    ];
    const textsOf = (subset: readonly object[]) =>
      readIntoLedger(subset.flatMap((document) => readDocument(format, document, place).records))
        .map((call) => call.tokens.freshInput)
        .toSorted((a, b) => a - b);
    assert.deepEqual(textsOf(rewrites), [3, 3, 5, 5]);
    assert.deepEqual(textsOf(rewrites.toReversed()), [3, 3, 5, 5]);
    assert.deepEqual(textsOf(rewrites.slice(3)), [3, 5]);
    assert.deepEqual(textsOf([...rewrites.slice(2), ...rewrites.slice(2)]), [3, 3, 5, 5]);
  });

  it("gives the sum that the command line keeps, the highest of all it was", () => {
    const sum = (promptTokens: number, completionTokens: number) =>
      session([question], {
        chatModelTitle: "claude-sonnet-4-5",
        usage: { promptTokens, completionTokens, totalCost: 0.5, promptTokensDetails: { cachedTokens: 40 } },
      });
    const calls = readIntoLedger(
      [sum(100, 10), sum(200, 20)].flatMap((document) => readDocument(format, document, place).records),
    );
    assert.equal(calls.length, 1);
    const [call] = calls;
    assert.equal(call?.quality, "session-total");
    assert.deepEqual([call?.tokens.freshInput, call?.tokens.cacheRead, call?.tokens.output], [160, 40, 20]);
    assert.equal(call?.reportedNanos, 500_000_000);
    assert.equal(call?.model, "claude-sonnet-4-5");
  });

  it("that the command line began and an editor went on with gives the same whenever it was read", () => {
    const usage = { promptTokens: 100, completionTokens: 10 };
    const states = [session([question], { usage }), session([question, answer("12345", "123")], { usage })];
    const tokensOf = (documents: readonly object[]) =>
      readIntoLedger(documents.flatMap((document) => readDocument(format, document, place).records))
        .map((call) => call.tokens.freshInput)
        .toSorted((a, b) => a - b);
    assert.deepEqual(tokensOf(states), [5, 100]);
    assert.deepEqual(tokensOf(states.slice(1)), [5, 100]);
  });

  it("without prompts and sums gives nothing", () => {
    const { records, skipped } = readDocument(format, session([question, { message: {} }]), place);
    assert.deepEqual([records, skipped], [[], {}]);
    const zero = session([], { usage: { promptTokens: 0, completionTokens: 0 } });
    assert.deepEqual(readDocument(format, zero, place).records, []);
  });

  it("is skipped, for a reason, where it is damaged or nothing tells its time", () => {
    assert.deepEqual(readDocument(format, "{torn", place).skipped, { malformed: 1 });
    const document = session([answer("one", "a")]);
    assert.deepEqual(readDocument(format, document, { relativePath: "s1.json" }).skipped, { "no-time": 1 });
    const odd = { ...place, neighbours: { "sessions.json": '[{"sessionId":"s1","dateCreated":{}}, 5]' } };
    assert.deepEqual(readDocument(format, document, odd).skipped, { "no-time": 1 });
    // What no text can be made of, and what only a stack without an end could read.
    for (const date of ['{"toString":1,"valueOf":1}', `${"[".repeat(50_000)}${"]".repeat(50_000)}`]) {
      const hostile = { ...place, neighbours: { "sessions.json": `[{"sessionId":"s1","dateCreated":${date}}]` } };
      assert.deepEqual(readDocument(format, document, hostile).skipped, { "no-time": 1 });
    }
    const mixed = session([{ promptLogs: ["text", { prompt: 5, completion: "" }] }, answer("one", "a")]);
    const read = readDocument(format, mixed, place);
    assert.deepEqual([read.calls.length, read.skipped], [1, { "wrong-type": 1 }]);
    const usage = session([], { usage: { promptTokens: "1", completionTokens: 0 } });
    assert.deepEqual(readDocument(format, usage, place).skipped, { "wrong-type": 1 });
  });

  it("survives damage", () => {
    const bytes = Buffer.from(JSON.stringify(session([question, answer("12345", "123"), answer("6", "7")])));
    assertSurvivesDamage((damaged) => readDocument(format, damaged, place), bytes);
  });
});
