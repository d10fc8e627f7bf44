import assert from "node:assert/strict";
import { ampRoots, isThread, mayHoldThreads } from "../../../../src/sources/amp/paths.ts";
import { amp } from "../../../../src/sources/amp/source.ts";
import { assertSurvivesDamage, formatOf, readDocument, sumTokens } from "../../../support/readFormat.ts";

const THREAD = formatOf(amp, "thread", "document");
const PLACE = { relativePath: "T-1.json" };
const CREATED = Date.UTC(2025, 10, 24, 9);
const AT = "2025-11-24T10:00:00Z";

const USAGE = {
  model: "claude-opus-4-5",
  inputTokens: 10,
  outputTokens: 178,
  cacheCreationInputTokens: 986,
  cacheReadInputTokens: 11_372,
  totalInputTokens: 12_368,
  timestamp: AT,
};

function reply(messageId: unknown, usage: object = {}): object {
  return { role: "assistant", messageId, usage: { ...USAGE, ...usage } };
}

function entry(id: string, toMessageId: unknown, tokens: object, more: object = {}): object {
  return { id, timestamp: AT, model: "claude-opus-4-5", credits: 1.2, tokens, toMessageId, ...more };
}

function thread(messages: readonly unknown[], events?: readonly unknown[], more: object = {}): object {
  return {
    id: "T-1",
    created: CREATED,
    messages,
    ...(events === undefined ? {} : { usageLedger: { events } }),
    ...more,
  };
}

const read = (document: object) => readDocument(THREAD, document, PLACE);

describe("Amp's threads", () => {
  it("count a message's usage, with the thread's folder, branch and version", () => {
    const env = {
      initial: {
        trees: [{ uri: "file:///home/ann/my%20shop", repository: { type: "git", ref: "refs/heads/main" } }],
        platform: { clientVersion: "0.0.1772237000-g924883" },
      },
    };
    const { calls, sessions, skipped } = read(thread([reply(3)], undefined, { env }));
    assert.deepEqual(skipped, {});
    const [call] = calls;
    assert.deepEqual(
      [call?.family, call?.member, call?.model, call?.atMs, call?.cwd, call?.branch, call?.quality],
      ["T-1", "3", "claude-opus-4-5", Date.parse(AT), "/home/ann/my shop", "main", "exact-call"],
    );
    const { freshInput, cacheRead, cacheWrite5m, output } = sumTokens(calls);
    assert.deepEqual([freshInput, cacheRead, cacheWrite5m, output], [10, 11_372, 986, 178]);
    assert.deepEqual(sessions, [
      { kind: "session", sessionId: "T-1", parentId: undefined, toolVersion: "0.0.1772237000-g924883" },
    ]);
  });

  it("write a folder of Windows as Windows does", () => {
    const env = { initial: { trees: [{ uri: "file:///c%3A/Users/ann/shop" }] } };
    assert.equal(read(thread([reply(1)], undefined, { env })).calls[0]?.cwd, "C:\\Users\\ann\\shop");
  });

  it("take the cached tokens out of an input that is the total", () => {
    const { calls } = read(thread([reply(1, { inputTokens: 12_368 })]));
    assert.equal(calls[0]?.tokens.freshInput, 10);
  });

  it("count an entry of the ledger and the message it points to once, under the message", () => {
    const both = read(thread([reply(3)], [entry("ev1", 3, { input: 12, output: 180 })]));
    assert.deepEqual(
      both.calls.map(({ member, tokens }) => [
        member,
        tokens.freshInput,
        tokens.cacheRead,
        tokens.cacheWrite5m,
        tokens.output,
      ]),
      [["3", 12, 11_372, 986, 180]],
    );
    const alone = read(thread([reply(3)]));
    assert.deepEqual(
      alone.calls.map(({ family, member }) => [family, member]),
      both.calls.map(({ family, member }) => [family, member]),
    );
  });

  it("give a message the one of several entries that has its output, and the others their own ids", () => {
    const events = [entry("title", 3, { input: 50, output: 9 }), entry("ev1", 3, { input: 10, output: 178 })];
    const { calls } = read(thread([reply(3)], events));
    assert.deepEqual(
      calls.map(({ member, quality, tokens }) => [member, quality, tokens.freshInput, tokens.cacheRead]),
      [
        ["ledger/title", "estimate", 50, 0],
        ["3", "exact-call", 10, 11_372],
      ],
    );
  });

  it("count messages that no entry points to, unless entries point to none at all", () => {
    const messages = [reply(1), reply(3, { outputTokens: 7 })];
    const pointing = read(thread(messages, [entry("ev1", 1, { input: 10, output: 178 })]));
    assert.deepEqual(
      pointing.calls.map(({ member }) => member),
      ["1", "3"],
    );
    const lost = read(thread(messages, [entry("ev1", undefined, { input: 10, output: 178 })]));
    assert.deepEqual(
      lost.calls.map(({ member, quality }) => [member, quality]),
      [["ledger/ev1", "estimate"]],
    );
  });

  it("keep an entry under its message before that tells its usage", () => {
    const early = read(thread([], [entry("ev1", 3, { input: 10, output: 178 })]));
    assert.deepEqual(
      early.calls.map(({ member, quality }) => [member, quality]),
      [["3", "estimate"]],
    );
  });

  it("split a total by its output where nothing else is told", () => {
    const { calls } = read(thread([], [entry("ev1", 3, { output: 30, totalTokens: 100 })]));
    assert.deepEqual(
      calls.map(({ tokens }) => [tokens.freshInput, tokens.output]),
      [[70, 30]],
    );
  });

  it("are read in the time that their length takes, however many entries they have", () => {
    const count = 40_000;
    const messages = Array.from({ length: count }, (_, index) => reply(index));
    const events = messages.map((_, index) => entry(`ev${index}`, index * 2, { input: 10, output: 178 }));
    // Holding each entry against all others would take a minute.
    assert.equal(read(thread(messages, events)).calls.length, count * 1.5);
  });

  it("know the messages a person typed", () => {
    const messages = [
      { role: "user", messageId: 0, content: [{ type: "text", text: "do it" }], meta: { sentAt: CREATED + 5 } },
      { role: "user", messageId: 2, content: [{ type: "tool_result", toolUseID: "t" }] },
      { role: "user", messageId: 4, content: [{ type: "text", text: "and that" }] },
      { role: "user", content: [{ type: "text", text: "without an id" }] },
    ];
    assert.deepEqual(read(thread(messages)).turns, [
      { kind: "turn", id: "T-1/0", sessionId: "T-1", atMs: CREATED + 5 },
      { kind: "turn", id: "T-1/4", sessionId: "T-1", atMs: CREATED },
    ]);
  });

  it("date a usage without a time by its thread's beginning, and skip what cannot be dated", () => {
    const messages = [reply(1, { timestamp: "soon" })];
    assert.equal(read(thread(messages)).calls[0]?.atMs, CREATED);
    assert.deepEqual(read(thread(messages, undefined, { created: null })).skipped, { "no-time": 1 });
  });

  it("skip what is broken, with the reason", () => {
    const messages = [
      reply(1, { inputTokens: "10" }),
      reply(2, { outputTokens: 1.5 }),
      reply(undefined),
      null,
      reply(3),
    ];
    const { calls, skipped } = read(thread(messages, [entry("ev1", 3, { input: 10, output: "178" }), 5]));
    assert.equal(calls.length, 0);
    assert.deepEqual(skipped, { "wrong-type": 3 });
    assert.deepEqual(
      read(
        thread([
          reply(1, { ...USAGE, inputTokens: 0, outputTokens: 0, cacheCreationInputTokens: 0, cacheReadInputTokens: 0 }),
        ]),
      ).records,
      [],
    );
    assert.deepEqual(readDocument(THREAD, "{", PLACE).skipped, { malformed: 1 });
    assert.deepEqual(readDocument(THREAD, "{}", PLACE).skipped, { malformed: 1 });
  });

  it("survive damage", () => {
    const document = thread([reply(1), reply(3)], [entry("ev1", 1, { input: 10, output: 178 })]);
    assertSurvivesDamage((bytes) => readDocument(THREAD, bytes, PLACE), Buffer.from(JSON.stringify(document)));
  });

  it("count the same whichever of their states were seen", () => {
    const states = [
      thread([]),
      thread([reply(1)]),
      thread([reply(1), reply(3, { outputTokens: 20 })]),
      thread([reply(1), reply(3)], [entry("ev1", 1, { input: 10, output: 178 })]),
    ];
    const keys = (documents: readonly object[]) =>
      new Set(documents.flatMap((document) => read(document).calls.map(({ family, member }) => `${family} ${member}`)));
    assert.deepEqual(keys(states), keys(states.slice(3)));
    assert.deepEqual(keys([...states, ...states]), keys(states.slice(3)));
  });
});

describe("Amp's places", () => {
  const readText = (): undefined => undefined;

  it("are its data folder on every platform, and the editors' storage", () => {
    const linux = ampRoots({ home: "/home/ann", platform: "linux", env: {}, readText });
    assert.deepEqual(linux[0], { path: "/home/ann/.local/share/amp/threads", origin: "default" });
    assert.ok(linux.some(({ path }) => path === "/home/ann/.config/Code/User/globalStorage/sourcegraph.amp"));
    const xdg = ampRoots({ home: "/home/ann", platform: "linux", env: { XDG_DATA_HOME: "/data" }, readText });
    assert.equal(xdg[0]?.path, "/data/amp/threads");
    const windows = ampRoots({ home: "C:\\Users\\ann", platform: "win32", env: {}, readText });
    assert.equal(windows[0]?.path, "C:\\Users\\ann\\.local\\share\\amp\\threads");
  });

  it("are those that AMP_DATA_DIR lists", () => {
    const roots = ampRoots({ home: "/home/ann", platform: "linux", env: { AMP_DATA_DIR: "/a, /b,,/a" }, readText });
    assert.deepEqual(roots.slice(0, 2), [
      { path: "/a/threads", origin: "AMP_DATA_DIR" },
      { path: "/b/threads", origin: "AMP_DATA_DIR" },
    ]);
  });

  it("hold threads and no other files", () => {
    assert.ok(isThread("T-019ca1f6.json") && isThread("threads3/T-019ca1f6.json"));
    assert.ok(!isThread("session.json") && !isThread("other/T-019ca1f6.json"));
    assert.ok(mayHoldThreads("threads3") && !mayHoldThreads("cache"));
  });
});
