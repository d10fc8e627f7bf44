import assert from "node:assert/strict";
import { mergeCalls } from "../../../../src/core/mergeCalls.ts";
import type { CallRecord } from "../../../../src/core/usageRecord.ts";
import { replay } from "../../../../src/sources/copilotChat/mutationLog.ts";
import { jsonLines } from "../../../support/readFormat.ts";
import { changes, counts, readSession, request, session } from "./sessions.ts";

const EMPTY = { version: 3, requests: [] };

describe("Copilot's logs of changes", () => {
  it("set, add, cut off and delete", () => {
    const { state, malformed } = replay(
      changes(
        { list: [1, 2, 3], inner: { a: 1 }, gone: true },
        { kind: 1, k: ["inner", "a"], v: { b: [] } },
        { kind: 2, k: ["inner", "a", "b"], v: [{ c: 1 }] },
        { kind: 1, k: ["inner", "a", "b", 0, "c"], v: 2 },
        { kind: 2, k: ["list"], v: [9], i: 1 },
        { kind: 2, k: ["new"], v: ["x"] },
        { kind: 2, k: ["list"], i: 2 },
        { kind: 3, k: ["gone"] },
        { kind: 1, k: ["list", 2], v: 10 },
      ),
    );
    assert.deepEqual(JSON.parse(JSON.stringify(state)), {
      list: [1, 9, 10],
      inner: { a: { b: [{ c: 2 }] } },
      new: ["x"],
    });
    assert.equal(malformed, 0);
  });

  it("begin anew where they were put together", () => {
    assert.deepEqual(replay(changes({ a: 1 }, { kind: 1, k: ["a"], v: 2 }, { kind: 0, v: { b: 1 } })).state, { b: 1 });
  });

  it("leave out changes that do not fit, and count them", () => {
    const { state, malformed } = replay(
      changes(
        { list: [1], text: "abc" },
        { kind: 1, k: ["missing", "a"], v: 1 },
        { kind: 1, k: ["list", 5_000_000], v: 1 },
        { kind: 1, k: ["list", "length"], v: 0 },
        { kind: 2, k: ["text"], v: [1] },
        { kind: 2, k: ["list"], v: [1], i: -1 },
        { kind: 1, k: [], v: 1 },
        { kind: 7, k: ["a"], v: 1 },
        { kind: 1, k: "list", v: 1 },
        "{",
        "7",
      ),
    );
    assert.deepEqual(state, { list: [1], text: "abc" });
    assert.equal(malformed, 10);
    assert.deepEqual(replay(jsonLines({ kind: 1, k: ["a"], v: 1 })), { state: undefined, malformed: 1 });
  });

  it("change nothing that the log did not put there itself", () => {
    const paths = [["__proto__", "polluted"], ["constructor", "prototype", "polluted"], ["__proto__"]];
    replay(changes({ a: 1 }, ...paths.map((k) => ({ kind: 1, k, v: true }))));
    assert.equal(Object.hasOwn(Object.prototype, "polluted"), false);
  });

  it("tell tokens in changes after the message was added", () => {
    const { response, ...asked } = request(1, { modelState: { value: 0 }, result: undefined });
    const log = readSession(
      changes(
        session([]),
        { kind: 2, k: ["requests"], v: [asked] },
        { kind: 2, k: ["requests", 0, "response"], v: response },
        { kind: 1, k: ["requests", 0, "promptTokens"], v: 48_210 },
        { kind: 1, k: ["requests", 0, "completionTokens"], v: 310 },
        { kind: 1, k: ["requests", 0, "completionTokens"], v: 2_140 },
        { kind: 1, k: ["requests", 0, "modelState"], v: { value: 1, completedAt: 5 } },
      ),
    );
    assert.deepEqual(counts(log), [[48_210, 0, 2_140]]);
  });

  it("are read as documents by their content, whatever they are called", () => {
    const place = { relativePath: "workspaceStorage/a/chatSessions/b.json" };
    assert.equal(readSession(changes(session([request(1)])), place).calls.length, 1);
    assert.deepEqual(readSession(changes(EMPTY), place).records, []);
  });

  it("give the same calls after any of their rewrites, however often they were read before", () => {
    const pending = request(3, { modelState: { value: 0 }, response: [{ value: "Wait" }] });
    const first = request(1, { promptTokens: 100, completionTokens: 10 });
    const second = request(2, { modelTotals: [{ model: "m", inputTokens: 9, cachedTokens: 4, outputTokens: 2 }] });
    const third = request(3, { promptTokens: 5, completionTokens: 1 });
    const rewrites = [
      changes(session([first])),
      changes(session([first]), { kind: 2, k: ["requests"], v: [second, pending] }),
      Buffer.from(JSON.stringify(session([first, second, third]))),
      changes(session([first, second, third, request(4)])),
      // The first message was undone: it is no longer in the file and stays in the ledger.
      changes(session([second, third, request(4)])),
    ].map((document) => readSession(document).calls);
    const last = readSession(changes(session([first, second, third, request(4)]))).calls;
    for (let subset = 1; subset < 1 << rewrites.length; subset += 1) {
      const ledger = new Map<string, CallRecord>();
      const read = rewrites.filter((_, index) => index === rewrites.length - 1 || (subset & (1 << index)) !== 0);
      for (const calls of [...read, ...read.slice(0, 1)]) {
        for (const call of calls) {
          const key = `${call.family} ${call.member}`;
          const known = ledger.get(key);
          ledger.set(key, known === undefined ? call : mergeCalls(known, call));
        }
      }
      const wanted = ledger.size === 4 ? last : last.slice(1);
      const byTime = [...ledger.values()].toSorted((a, b) => a.atMs - b.atMs);
      assert.deepEqual(byTime, wanted, `subset ${subset}`);
    }
  });
});
