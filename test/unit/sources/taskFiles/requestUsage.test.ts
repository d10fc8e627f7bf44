import assert from "node:assert/strict";
import { NO_TOKENS } from "../../../../src/shared/tokenCounts.ts";
import { readRequestUsage, tokensOfRequest } from "../../../../src/sources/taskFiles/requestUsage.ts";

const USAGE = {
  prompt: 100,
  output: 7,
  cacheRead: 60,
  cacheWrite: 10,
  costNanos: 20_000_000,
  protocol: "anthropic",
} as const;

describe("usage of a request in a task", () => {
  it("is read from the JSON text of its message", () => {
    const text =
      '{"request":"…","apiProtocol":"anthropic","tokensIn":100,"tokensOut":7,"cacheReads":60,"cacheWrites":10,"cost":0.02}';
    assert.deepEqual(readRequestUsage(text), USAGE);
  });

  it("is none until the counts are filled in", () => {
    assert.equal(readRequestUsage('{"request":"…"}'), undefined);
    assert.equal(readRequestUsage('{"tokensIn":0,"tokensOut":0,"cost":0}'), undefined);
    assert.equal(readRequestUsage('{"tokensIn":null,"cancelReason":"user_cancelled"}'), undefined);
  });

  it("is skipped where it is no JSON or a count is no integer", () => {
    assert.equal(readRequestUsage('{"tokensIn":1'), "malformed");
    assert.equal(readRequestUsage("[1]"), "malformed");
    assert.equal(readRequestUsage('{"tokensIn":"12"}'), "wrong-type");
    assert.equal(readRequestUsage('{"tokensIn":12,"tokensOut":1.5}'), "wrong-type");
  });

  it("tells no cost that is nothing, negative or no number", () => {
    for (const cost of ["0", "-1", '"0.5"', "null", "1e300"]) {
      const usage = readRequestUsage(`{"tokensIn":1,"cost":${cost}}`);
      assert.ok(typeof usage === "object");
      assert.equal(usage.costNanos, undefined, cost);
    }
  });

  it("takes the cached tokens out of a prompt that holds them", () => {
    const tokens = { ...NO_TOKENS, cacheRead: 60, cacheWrite5m: 10, output: 7 };
    assert.deepEqual(tokensOfRequest(USAGE, true), { ...tokens, freshInput: 30 });
    assert.deepEqual(tokensOfRequest(USAGE, false), { ...tokens, freshInput: 100 });
  });

  it("never takes them out of a prompt too small to hold them", () => {
    assert.equal(tokensOfRequest({ ...USAGE, prompt: 69 }, true).freshInput, 69);
    assert.equal(tokensOfRequest({ ...USAGE, prompt: 70 }, true).freshInput, 0);
  });
});
