import assert from "node:assert/strict";
import { NO_CACHE_SUMS, type UsageCell } from "../../../../src/core/insights/usageCell.ts";
import { whatIf } from "../../../../src/core/insights/whatIf.ts";
import type { PriceOf } from "../../../../src/core/achievements/rightSizing.ts";
import { NO_TOKENS, totalTokens } from "../../../../src/shared/tokenCounts.ts";
import { NO_USAGE } from "../../../../src/shared/usageTotals.ts";

/** Nanos per token; long prompts cost twice as much. */
const RATES: Readonly<Record<string, number>> = {
  "claude-opus-4-8": 10,
  "anthropic/claude-opus-4.8": 10,
  "claude-haiku-4-5": 1,
};
const priceOf: PriceOf = (_tool, model, tokens) => {
  const rate = RATES[model];
  return rate === undefined ? undefined : totalTokens(tokens) * rate * (tokens.freshInput > 1000 ? 2 : 1);
};

function cell(model: string, calls: number, freshInput: number, costNanos: number, tool = "claudeCode"): UsageCell {
  const exact = { calls, tokens: { ...NO_TOKENS, freshInput }, costNanos };
  return { tool, model, project: "", kind: "steered", totals: NO_USAGE, cache: NO_CACHE_SUMS, exact };
}

describe("the same calls on one model", () => {
  it("cost what each kind of call would cost on it, by its mean call", () => {
    const answer = whatIf([cell("claude-opus-4-8", 2, 4000, 77), cell("claude-haiku-4-5", 6, 600, 5)], priceOf);
    assert.deepEqual(answer, {
      paidNanos: 82,
      models: [
        { tool: "claudeCode", model: "claude-haiku-4-5", costNanos: 2 * 2000 * 2 + 6 * 100, callShare: 0.75 },
        { tool: "claudeCode", model: "claude-opus-4-8", costNanos: 2 * 2000 * 20 + 6 * 100 * 10, callShare: 0.25 },
      ],
    });
  });

  it("are told once for a model that is written in several ways", () => {
    const { models } = whatIf(
      [
        cell("anthropic/claude-opus-4.8", 3, 300, 1, "cline"),
        cell("claude-opus-4-8", 2, 200, 1),
        cell("claude-opus-4-8", 2, 200, 1),
        cell("claude-haiku-4-5", 1, 100, 1),
      ],
      priceOf,
    );
    assert.deepEqual(
      models.map(({ tool, model, callShare }) => [tool, model, callShare]),
      [
        ["claudeCode", "claude-opus-4-8", 0.875],
        ["claudeCode", "claude-haiku-4-5", 0.125],
      ],
    );
  });

  it("leave out models that have no price today", () => {
    const { models, paidNanos } = whatIf([cell("home-made", 1, 100, 9), cell("claude-haiku-4-5", 1, 100, 1)], priceOf);
    assert.deepEqual(
      models.map(({ model }) => model),
      ["claude-haiku-4-5"],
    );
    assert.equal(paidNanos, 10);
  });

  it("are none where no call is priced", () => {
    assert.deepEqual(whatIf([cell("claude-opus-4-8", 0, 0, 0)], priceOf), { paidNanos: 0, models: [] });
    assert.deepEqual(whatIf([], priceOf), { paidNanos: 0, models: [] });
  });
});
