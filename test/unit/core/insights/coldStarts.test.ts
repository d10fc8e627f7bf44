import assert from "node:assert/strict";
import { ColdStarts } from "../../../../src/core/insights/coldStarts.ts";
import type { SessionCall } from "../../../../src/core/rootSession.ts";
import { callAt, type CallChanges } from "./testCalls.ts";

/** Tokens lost by the last of the calls. */
function lostBy(...calls: readonly SessionCall[]): number {
  const coldStarts = new ColdStarts();
  return calls.map((call) => coldStarts.lostTokens(call)).at(-1) ?? 0;
}

/** 50,000 tokens, of which most lie in a cache of five minutes. */
const warm = (minute: number, changes: CallChanges = {}): SessionCall =>
  callAt(minute, { tokens: { freshInput: 500, cacheRead: 40_000, cacheWrite5m: 9500 }, ...changes });

/** The same and a little more, all of it written anew. */
const cold = (minute: number, changes: CallChanges = {}): SessionCall =>
  callAt(minute, { tokens: { freshInput: 500, cacheWrite5m: 52_000 }, ...changes });

describe("a cold start", () => {
  it("is a call that writes anew what the call before had in a cache, after its time", () => {
    assert.equal(lostBy(warm(0), cold(5)), 0);
    assert.equal(lostBy(warm(0), cold(5.01)), 49_500);
  });

  it("takes an hour where the cache is one of an hour, read since then or not", () => {
    const hour = callAt(0, { tokens: { cacheRead: 40_000, cacheWrite1h: 9500 } });
    const onlyRead = callAt(30, { tokens: { freshInput: 100, cacheRead: 49_500 } });
    assert.equal(lostBy(hour, cold(60)), 0);
    assert.equal(lostBy(hour, cold(60.01)), 49_500);
    assert.equal(lostBy(hour, onlyRead, cold(90)), 0);
    assert.equal(lostBy(hour, onlyRead, cold(90.01)), 49_500);
  });

  it("is one for tools as well that do not report what they write", () => {
    const before = callAt(0, { model: "gpt-5.5", tokens: { freshInput: 2000, cacheRead: 30_000 } });
    const after = (minute: number, cacheRead: number): SessionCall =>
      callAt(minute, { model: "gpt-5.5", tokens: { freshInput: 33_000 - cacheRead, cacheRead } });
    assert.equal(lostBy(before, after(10, 0)), 30_000);
    assert.equal(lostBy(before, after(10, 14_999)), 15_001);
    assert.equal(lostBy(before, after(10, 15_000)), 0);
    // Twice in a row: what was sent anew lay in a cache again.
    assert.equal(lostBy(before, after(10, 0), after(20, 0)), 33_000);
  });

  it("is none after a compaction or a clearing, when little is left to be read", () => {
    const smaller = (tokens: number): SessionCall => callAt(30, { tokens: { cacheWrite5m: tokens } });
    assert.equal(lostBy(warm(0), smaller(44_549)), 0);
    assert.equal(lostBy(warm(0), smaller(44_551)), 44_551);
  });

  it("is none where another model is asked, or another session, or an agent", () => {
    const other = { name: "other" };
    assert.equal(lostBy(warm(0), cold(30, { model: "claude-sonnet-5" })), 0);
    assert.equal(lostBy(warm(0), cold(30, { thread: other })), 0);
    assert.equal(lostBy(warm(0, { thread: other, isAgents: true }), cold(30, { thread: other, isAgents: true })), 0);
  });

  it("is seen across what other threads do meanwhile", () => {
    const agent = warm(20, { thread: { name: "agent" }, isAgents: true });
    assert.equal(lostBy(warm(0), agent, cold(30)), 49_500);
  });

  it("is none where nothing lay in a cache, or too little", () => {
    assert.equal(lostBy(cold(0)), 0);
    assert.equal(lostBy(callAt(0, { tokens: { freshInput: 50_000 } }), cold(30)), 0);
    const small = (minute: number, tokens: number): SessionCall =>
      callAt(minute, { tokens: { freshInput: 1, cacheWrite5m: tokens } });
    assert.equal(lostBy(small(0, 1023), small(30, 1100)), 0);
    assert.equal(lostBy(small(0, 1024), small(30, 1100)), 1024);
  });

  it("is not guessed from counts that are not those of a call", () => {
    assert.equal(lostBy(warm(0), cold(30, { isExact: false })), 0);
    assert.equal(lostBy(warm(0, { isExact: false }), cold(30)), 0);
    assert.equal(lostBy(warm(0), callAt(10), cold(30)), 49_500);
  });
});
