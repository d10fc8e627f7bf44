import assert from "node:assert/strict";
import { NO_TOKENS } from "../../../../src/shared/tokenCounts.ts";
import { readChatTokens } from "../../../../src/sources/geminiCli/chatTokens.ts";

describe("counts of a Gemini CLI reply", () => {
  it("take what was cached out of the input and add thoughts to the output", () => {
    const counts = { input: 11_410, output: 105, cached: 4_000, thoughts: 65, tool: 0, total: 11_580 };
    assert.deepEqual(readChatTokens(counts), {
      ...NO_TOKENS,
      freshInput: 7_410,
      cacheRead: 4_000,
      output: 170,
      reasoning: 65,
    });
  });

  it("have prompts of server-side tools as fresh input", () => {
    const counts = { input: 500, output: 10, cached: 500, thoughts: 0, tool: 70, total: 580 };
    assert.deepEqual(readChatTokens(counts), { ...NO_TOKENS, freshInput: 70, cacheRead: 500, output: 10 });
  });

  it("keep to the rule without a total or with one that fits nothing", () => {
    const expected = { ...NO_TOKENS, freshInput: 60, cacheRead: 40, output: 25, reasoning: 20 };
    assert.deepEqual(readChatTokens({ input: 100, output: 5, cached: 40, thoughts: 20 }), expected);
    assert.deepEqual(readChatTokens({ input: 100, output: 5, cached: 40, thoughts: 20, total: 7 }), expected);
  });

  it("have thoughts inside the output where the total says so", () => {
    const counts = { input: 100, output: 25, cached: 0, thoughts: 20, tool: 0, total: 125 };
    assert.deepEqual(readChatTokens(counts), { ...NO_TOKENS, freshInput: 100, output: 25, reasoning: 20 });
  });

  it("have what was cached beside the input where the total says so", () => {
    const counts = { input: 1_500, output: 200, cached: 100, thoughts: 50, tool: 0, total: 1_850 };
    assert.deepEqual(readChatTokens(counts), {
      ...NO_TOKENS,
      freshInput: 1_500,
      cacheRead: 100,
      output: 250,
      reasoning: 50,
    });
  });

  it("are nothing where one is no integer", () => {
    for (const field of ["input", "output", "cached", "thoughts", "tool"]) {
      assert.equal(readChatTokens({ input: 1, output: 1, [field]: "7" }), undefined, field);
      assert.equal(readChatTokens({ input: 1, output: 1, [field]: 0.5 }), undefined, field);
    }
  });
});
