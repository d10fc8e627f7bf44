import assert from "node:assert/strict";
import * as fc from "fast-check";

import {
  COMPANY,
  EVEN_COMPANY,
  countedShare,
  curveHeight,
  medianTokens,
  shareBelow,
  tokensAt,
  tokensAtPlace,
} from "../../../../src/core/perspective/company.ts";
import { normalBelow, normalQuantile } from "../../../../src/core/perspective/normalDistribution.ts";

describe("the normal distribution", () => {
  it("gives the values of its table", () => {
    const table = [
      [0, 0.5],
      [1, 0.841345],
      [1.959964, 0.975],
      [-2.326348, 0.01],
      [3, 0.99865],
    ] as const;
    for (const [z, below] of table) assert.ok(Math.abs(normalBelow(z) - below) < 1e-6, `${z}`);
  });

  it("finds the quantile that the share belongs to", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (share) => {
        assert.ok(Math.abs(normalBelow(normalQuantile(share)) - share) < 1e-6);
      }),
    );
  });
});

describe("the company", () => {
  it("has the median, the percentiles and the 250th place that it is known by", () => {
    assert.equal(Math.round(medianTokens(COMPANY) / 1e6), 140);
    assert.equal((tokensAt(COMPANY, 0.9) / 1e9).toFixed(1), "1.4");
    assert.equal((tokensAt(COMPANY, 0.99) / 1e9).toFixed(0), "9");
    const place = tokensAtPlace(COMPANY, 250) / 1e9;
    assert.ok(place > 19 && place < 20.2, `${place}`);
    assert.equal(Math.round(medianTokens(EVEN_COMPANY) / 1e6), 304);
  });

  it("uses 60.2 trillion tokens a month in all", () => {
    assert.equal(((COMPANY.people * COMPANY.meanTokens) / 1e12).toFixed(1), "60.2");
  });

  it("places more tokens higher, from nobody to all", () => {
    const tokens = fc.double({ min: 0, max: 1e15, noNaN: true });
    fc.assert(
      fc.property(tokens, tokens, (one, other) => {
        const [low, high] = [one, other].toSorted((a, b) => a - b) as [number, number];
        const [below, above] = [shareBelow(COMPANY, low), shareBelow(COMPANY, high)];
        assert.ok(below >= 0 && below <= above + 1e-6 && above <= 1);
      }),
    );
    assert.equal(shareBelow(COMPANY, 0), 0);
    assert.equal(shareBelow(COMPANY, medianTokens(COMPANY)).toFixed(6), "0.500000");
  });

  it("has its curve's top at the median", () => {
    const median = medianTokens(COMPANY);
    assert.equal(curveHeight(COMPANY, median), 1);
    assert.ok(curveHeight(COMPANY, median * 10) < 1);
    assert.ok(Math.abs(curveHeight(COMPANY, median * 10) - curveHeight(COMPANY, median / 10)) < 1e-12);
  });

  it("says shares as people do, and never none or all", () => {
    assert.deepEqual(countedShare(0.58), { count: 6, of: 10 });
    assert.deepEqual(countedShare(0.1), { count: 1, of: 10 });
    assert.deepEqual(countedShare(0.06), { count: 6, of: 100 });
    assert.deepEqual(countedShare(0.94), { count: 94, of: 100 });
    assert.deepEqual(countedShare(0.9953), { count: 995, of: 1000 });
    assert.deepEqual(countedShare(1), { count: 999, of: 1000 });
    assert.deepEqual(countedShare(0), { count: 1, of: 1000 });
  });
});
