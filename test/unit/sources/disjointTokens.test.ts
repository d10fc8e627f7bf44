import assert from "node:assert/strict";
import { disjointTokens } from "../../../src/sources/disjointTokens.ts";
import { promptTokens } from "../../../src/shared/tokenCounts.ts";

describe("counts whose prompt includes what came from a cache", () => {
  it("are taken apart, so that the prompt is their sum again", () => {
    const tokens = disjointTokens({ prompt: 12_000, cacheRead: 11_000, cacheWrite: 400, output: 300, reasoning: 120 });
    assert.equal(tokens.freshInput, 600);
    assert.equal(tokens.cacheRead, 11_000);
    assert.equal(tokens.cacheWrite5m, 400);
    assert.equal(promptTokens(tokens), 12_000);
    assert.equal(tokens.output, 300);
    assert.equal(tokens.reasoning, 120);
  });

  it("are all fresh where there is no cache", () => {
    assert.equal(disjointTokens({ prompt: 7, output: 1 }).freshInput, 7);
  });

  it("never make a negative count of a prompt that was counted without its cached part", () => {
    assert.equal(disjointTokens({ prompt: 10, cacheRead: 5_000, output: 1 }).freshInput, 10);
  });
});
