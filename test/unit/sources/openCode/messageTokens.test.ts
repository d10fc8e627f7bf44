import assert from "node:assert/strict";
import { disjointCounts, readTokens, type TokenEra } from "../../../../src/sources/openCode/messageTokens.ts";
import { written, type Written } from "./openCodeStore.ts";

function counts(tokens: Written, era: TokenEra = "as-provider-counts", model = "openai/gpt-5.4"): readonly number[] {
  const read = readTokens(written(tokens));
  assert.ok(read !== undefined);
  const { freshInput, cacheRead, cacheWrite5m, output, reasoning } = disjointCounts(read, era, model);
  return [freshInput, cacheRead, cacheWrite5m, output, reasoning];
}

describe("the tokens of an OpenCode message", () => {
  it("are disjoint but for the reasoning", () => {
    assert.deepEqual(counts({ input: 10, output: 20, read: 300, write: 40 }), [10, 300, 40, 20, 0]);
  });

  it("add the reasoning to the output, or do not, as the total says", () => {
    const told = { input: 10, output: 20, reasoning: 5, read: 300, write: 40 };
    assert.deepEqual(counts({ ...told, total: 375 }), [10, 300, 40, 25, 5]);
    assert.deepEqual(counts({ ...told, total: 370 }), [10, 300, 40, 20, 5]);
    assert.deepEqual(counts({ ...told, total: 30 }), [10, 300, 40, 20, 5]);
    assert.deepEqual(counts({ ...told, total: 35 }), [10, 300, 40, 25, 5]);
    assert.deepEqual(counts({ ...told, total: 999 }), [10, 300, 40, 25, 5]);
  });

  it("hold the reasoning apart in version 2, which tells no total", () => {
    assert.equal(counts({ output: 20, reasoning: 5 }, "apart")[3], 25);
  });

  it("count it as the provider did in old versions, which tell no total either", () => {
    const told = { output: 20, reasoning: 5 };
    assert.equal(counts(told)[3], 20);
    assert.equal(counts(told, "as-provider-counts", "google/gemini-2.5-pro")[3], 25);
    assert.equal(counts({ output: 4, reasoning: 5 })[3], 9);
  });

  it("make up for a cache that was taken off an input it was not in", () => {
    assert.deepEqual(counts({ input: -290, output: 20, read: 300, write: 40 }).slice(0, 3), [10, 300, 40]);
    assert.deepEqual(counts({ input: -330, output: 20, read: 300, write: 40 }).slice(0, 3), [10, 300, 40]);
  });

  it("are none where none are told, and wrong where they are no integers", () => {
    assert.equal(readTokens(undefined)?.output, 0);
    assert.equal(readTokens({ input: 1, output: 2 })?.cacheRead, 0);
    for (const wrong of ["12", { input: "12" }, { output: 1.5 }, { cache: [] }, { cache: { read: "1" } }]) {
      assert.equal(readTokens(wrong), undefined);
    }
  });
});
