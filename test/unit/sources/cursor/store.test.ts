import assert from "node:assert/strict";
import { cursor } from "../../../../src/sources/cursor/source.ts";
import type { ParserState } from "../../../../src/sources/source.ts";
import { formatOf, readStore, type ReadLog } from "../../../support/readFormat.ts";
import { assertReadInSteps, assertStoreSurvivesDamage, StoreFile } from "../../../support/storeFile.ts";
import { CursorStore, T0 } from "./cursorStore.ts";

const DATABASE = formatOf(cursor, "database", "store");

describe("Cursor's database", () => {
  let store: CursorStore;
  beforeEach(() => {
    store = new CursorStore();
  });
  afterEach(() => store.dispose());

  const read = (state: ParserState = {}): ReadLog => readStore(DATABASE, store.path, state);

  it("reports the tokens of a turn in one of its bubbles, by the model of the message before", () => {
    store.conversation("c1", [
      ["u1", 1],
      ["a1", 2],
      ["u2", 1],
      ["a2", 2],
      ["a3", 2],
    ]);
    store.typed("c1", "u1", "hi", { modelInfo: { modelName: "gpt-5" } });
    store.answer("c1", "a1", { tokenCount: { inputTokens: 23_050, outputTokens: 5_947 } });
    store.typed("c1", "u2", "more", { modelInfo: { modelName: "claude-4.5-sonnet" } });
    store.answer("c1", "a2", { text: "looking" });
    store.answer("c1", "a3", { tokenCount: { inputTokens: 52_228, outputTokens: 1_941 } });
    const { calls, turns } = read();
    const exact = calls.filter((call) => call.quality === "exact-turn");
    assert.deepEqual(
      exact.map(({ tokens, model, calls: count, countedHere }) => [
        tokens.freshInput,
        tokens.output,
        model,
        count,
        countedHere,
      ]),
      [
        [23_050, 5_947, "gpt-5", 1, undefined],
        [52_228, 1_941, "claude-4.5-sonnet", 1, undefined],
      ],
    );
    assert.deepEqual(
      turns.map((turn) => turn.id),
      ["u1", "u2"],
    );
    // What is counted of the same conversation yields to it.
    const counted = calls.filter((call) => call.quality === "estimate");
    assert.equal(counted.length, 3);
    for (const call of counted) {
      assert.equal(call.yieldsTo, exact[0]?.family);
      assert.notEqual(exact[0]?.member, "");
    }
  });

  it("has its texts counted where no tokens are reported", () => {
    store.conversation("c1", [["u1", 1]]);
    store.typed("c1", "u1", "four");
    store.answer("c1", "a1", { text: "seven..", thinking: { text: "hm" } });
    store.answer("c1", "a2", { toolFormerData: { rawArgs: '{"a":1}', result: "long ".repeat(1000) } });
    store.answer("c1", "a3", {});
    const { calls } = read();
    assert.deepEqual(
      calls.map(({ tokens, calls: count, quality, countedHere, model, atMs }) => [
        tokens.freshInput,
        tokens.output,
        count,
        quality,
        countedHere,
        model,
        atMs,
      ]),
      [
        [0, 9, 0, "estimate", true, "gpt-5", T0 + 1000],
        [0, 7, 0, "estimate", true, "gpt-5", T0 + 1000],
        [4, 0, 1, "estimate", true, "gpt-5", T0 + 1000],
      ],
    );
  });

  it("is taken at the conversation's start where a bubble tells no time, and not at all without either", () => {
    store.conversation("c1", []);
    store.answer("c1", "a1", { text: "x", createdAt: undefined });
    store.answer("c2", "a2", { text: "x", createdAt: undefined });
    const { calls, skipped } = read();
    assert.deepEqual(
      calls.map((call) => call.atMs),
      [T0],
    );
    assert.deepEqual(skipped, { "no-time": 1 });
  });

  it("is never asked for what is not a conversation", () => {
    store.add("ItemTable", { key: "cursorAuth/accessToken", value: "secret" });
    store.put("agentKv:blob:1", { text: "not a bubble" });
    store.put("bubbleIds", { type: 2, text: "nor this" });
    const { records, state } = read();
    assert.deepEqual(records, []);
    assert.doesNotMatch(JSON.stringify(state), /secret/u);
  });

  it("skips what it cannot read, once", () => {
    store.put("bubbleId:c1:b1", "{torn");
    store.add("cursorDiskKV", { key: "bubbleId:c1:b2", value: null });
    store.answer("c1", "b3", { tokenCount: { inputTokens: "many" } });
    store.put("bubbleId:c1:b4", `{"type":2,"text":"${"x".repeat(17 * 1024 * 1024)}"}`);
    store.answer("c1", "b5", { text: "fine" });
    const first = read();
    assert.deepEqual(first.skipped, { malformed: 1, "wrong-type": 1, "line-too-long": 1 });
    assert.equal(first.calls.length, 1);
    assert.deepEqual(read(first.state).skipped, {});
  });

  it("reads values that are stored as bytes", () => {
    store.add("cursorDiskKV", {
      key: "bubbleId:c1:b1",
      value: Buffer.from(JSON.stringify({ type: 2, text: "bytes", createdAt: T0 })),
    });
    assert.equal(read().calls[0]?.tokens.output, 5);
  });

  it("gives the same in steps as in one go, also when rows are replaced and their numbers given anew", () => {
    const whole = assertReadInSteps(DATABASE, store.path, [
      () => {
        store.conversation("c1", [
          ["u1", 1],
          ["a1", 2],
        ]);
        for (let index = 0; index < 700; index += 1) store.answer("c0", `x${index}`, { text: "x" });
        store.typed("c1", "u1", "hello", { modelInfo: { modelName: "gpt-5" } });
        store.answer("c1", "a1", { text: "wor" });
      },
      // Replaces the last row, which keeps its number.
      () => store.answer("c1", "a1", { text: "world" }),
      // Replaces one far before, which gets a new number.
      () => store.answer("c0", "x1", { text: "xx" }),
      () => store.answer("c1", "a1", { text: "world", tokenCount: { inputTokens: 5, outputTokens: 1 } }),
    ]);
    assert.equal(whole.calls.filter((call) => call.quality === "exact-turn").length, 1);
  });

  it("is read from its start when rows behind the last one were taken away", () => {
    for (let index = 0; index < 400; index += 1) store.answer("c0", `x${index}`, { text: "x" });
    const { state } = read();
    store.run("DELETE FROM cursorDiskKV WHERE key > 'bubbleId:c0:x2'");
    for (let index = 0; index < 400; index += 1) store.answer("c1", `y${index}`, { text: "y" });
    assert.ok(read(state).calls.length > 400);
  });

  it("is not read from its start when the last rows were replaced or taken away", () => {
    for (let index = 1000; index < 3000; index += 1) store.answer("c0", `x${index}`, { text: "x" });
    const { state } = read();
    store.answer("c0", "x2999", { text: "last one" });
    store.answer("c0", "x2998", { text: "one before" });
    store.run("DELETE FROM cursorDiskKV WHERE key > 'bubbleId:c0:x2990' AND key < 'bubbleId:c0:x2998'");
    store.run("DELETE FROM cursorDiskKV WHERE key = 'bubbleId:c0:x2998'");
    store.answer("c0", "y", { text: "in its place" });
    const { calls } = read(state);
    assert.ok(calls.length < 400);
    for (const id of ["x2999", "y"]) assert.ok(calls.some((call) => call.family === `bubble:${id}`));
  });

  it("goes on where the first reading was cut short", () => {
    for (let index = 100; index < 700; index += 1) store.answer("c0", `x${index}`, { text: "x" });
    const { state } = read();
    const { calls } = read({ ...state, scannedTo: "bubbleId:c0:x650" });
    assert.equal(calls.length, 49);
  });

  it("of another kind is said to be unknown, once", () => {
    const other = new StoreFile("state.vscdb", "CREATE TABLE ItemTable (key, value)");
    const first = readStore(DATABASE, other.path);
    assert.deepEqual(first.skipped, { "unknown-format": 1 });
    assert.deepEqual(readStore(DATABASE, other.path, first.state).skipped, {});
    other.dispose();
  });

  it("survives damage", () => {
    store.conversation("c1", [["u1", 1]]);
    for (let index = 0; index < 60; index += 1) store.answer("c1", `a${index}`, { text: "x".repeat(index) });
    store.run("PRAGMA wal_checkpoint(TRUNCATE)");
    assertStoreSurvivesDamage(DATABASE, store.path);
  });
});
