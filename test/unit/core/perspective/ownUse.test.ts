import assert from "node:assert/strict";

import { ownUse } from "../../../../src/core/perspective/ownUse.ts";
import { NO_USAGE, type UsageTotals } from "../../../../src/shared/usageTotals.ts";

const TOTALS: UsageTotals = {
  ...NO_USAGE,
  calls: 10,
  cacheRead: 700,
  cacheWrite5m: 100,
  cacheWrite1h: 50,
  freshInput: 100,
  output: 50,
  costNanos: 2_000_000,
  unpricedTokens: 200,
};
const used = (key: string, tokens: number): { readonly key: string; readonly totals: UsageTotals } => ({
  key,
  totals: { ...NO_USAGE, freshInput: tokens },
});
const isKnown = (model: string): string | undefined => (model.startsWith("own") ? undefined : "");

describe("ownUse", () => {
  it("puts a person's use into the terms of the calculator", () => {
    const own = ownUse(TOTALS, [used("small", 200), used("large", 600), used("own-model", 200)], isKnown);
    assert.equal(own?.totals, TOTALS);
    assert.deepEqual(own.assumptions.mix, [
      { tool: "", model: "large", share: 0.7499999999999999 },
      { tool: "", model: "small", share: 0.25 },
    ]);
    assert.equal(own.assumptions.cacheHit.toFixed(4), (700 / 950).toFixed(4));
    assert.equal(own.assumptions.cacheWrite.toFixed(4), (150 / 950).toFixed(4));
    assert.equal(own.assumptions.hourWrites.toFixed(4), (50 / 150).toFixed(4));
    assert.equal(own.assumptions.output, 0.05);
    // 0.002 dollars for 800 priced tokens.
    assert.equal(own.perMillion?.toFixed(6), "2.500000");
    assert.equal(own.leftOut.toFixed(6), "0.200000");
  });

  it("is not known where nothing was used, or nothing with a price", () => {
    assert.equal(ownUse(NO_USAGE, [], isKnown), undefined);
    assert.equal(ownUse(TOTALS, [used("own-model", 1000)], isKnown), undefined);
  });

  it("has no price of its own where no token is priced", () => {
    const unpriced = { ...TOTALS, costNanos: 0, unpricedTokens: 1000 };
    assert.equal(ownUse(unpriced, [used("large", 1000)], isKnown)?.perMillion, undefined);
  });
});
