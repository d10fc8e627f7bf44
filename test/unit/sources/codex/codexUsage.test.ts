import assert from "node:assert/strict";
import * as fc from "fast-check";
import { readUsage, tokensOf } from "../../../../src/sources/codex/codexUsage.ts";
import { promptTokens, totalTokens } from "../../../../src/shared/tokenCounts.ts";

function tokens(written: object): ReturnType<typeof tokensOf> | undefined {
  const usage = readUsage(written);
  return usage === undefined ? undefined : tokensOf(usage);
}

describe("Codex usage", () => {
  it("takes cached and cache-written tokens out of the input and leaves reasoning in the output", () => {
    const written = {
      input_tokens: 12_000,
      cached_input_tokens: 9_000,
      cache_write_input_tokens: 1_000,
      output_tokens: 300,
      reasoning_output_tokens: 120,
      total_tokens: 12_300,
    };
    assert.deepEqual(tokens(written), {
      freshInput: 2_000,
      cacheRead: 9_000,
      cacheWrite5m: 1_000,
      cacheWrite1h: 0,
      output: 300,
      reasoning: 120,
      webSearches: 0,
    });
  });

  it("keeps the sum: prompt is the input, and all is the recorded total", () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(1e6), fc.nat(1e6), fc.nat(1e6), (fresh, cached, cacheWrite, output) => {
        const input = fresh + cached + cacheWrite;
        const counts = tokens({
          input_tokens: input,
          cached_input_tokens: cached,
          cache_write_input_tokens: cacheWrite,
          output_tokens: output,
          total_tokens: input + output,
        });
        assert(counts !== undefined);
        assert.equal(promptTokens(counts), input);
        assert.equal(totalTokens(counts), input + output);
      }),
    );
  });

  it("does not let fresh input fall below zero where more is cached than was sent", () => {
    assert.equal(tokens({ input_tokens: 10, cached_input_tokens: 15 })?.freshInput, 0);
  });

  it("hands negative and absurd counts on for the ingest to judge", () => {
    assert.equal(tokens({ input_tokens: -5 })?.freshInput, -5);
    assert.equal(tokens({ input_tokens: 5, cached_input_tokens: -7 })?.cacheRead, -7);
    assert.equal(tokens({ output_tokens: 1e15 })?.output, 1e15);
  });

  it("reads absent counts and null as none", () => {
    assert.equal(tokens({ input_tokens: 7, cached_input_tokens: null })?.freshInput, 7);
  });

  for (const [what, value] of [
    ["text", "12"],
    ["a fraction", 1.5],
    ["a truth value", true],
    ["an object", {}],
  ] as const) {
    it(`refuses ${what} in place of a count`, () => {
      for (const field of ["input_tokens", "output_tokens", "reasoning_output_tokens", "total_tokens"]) {
        assert.equal(readUsage({ input_tokens: 1, [field]: value }), undefined);
      }
    });
  }

  it("refuses what is no object", () => {
    for (const value of [null, undefined, 3, "x", [1]]) assert.equal(readUsage(value), undefined);
  });
});
