import assert from "node:assert/strict";
import * as fc from "fast-check";

import { type Assumptions, SPLIT_KINDS, splitTokens } from "../../../../src/core/perspective/assumptions.ts";
import { blendPrice, costOfTokens } from "../../../../src/core/perspective/blendPrice.ts";
import { balanceMix } from "../../../../src/core/perspective/mix.ts";
import type { ModelRates } from "../../../../src/core/perspective/modelRates.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const mix = fc
  .array(fc.record({ tool: fc.constant(""), model: fc.string(), share }), { minLength: 1, maxLength: 6 })
  .map(balanceMix);
const assumptions: fc.Arbitrary<Assumptions> = fc.record({
  mix,
  cacheHit: share,
  cacheWrite: share,
  hourWrites: share,
  output: share,
});
/** As models are sold: output is the dearest kind. */
const rates: fc.Arbitrary<ModelRates> = fc
  .tuple(fc.double({ min: 0, max: 20, noNaN: true }), share, fc.double({ min: 1, max: 10, noNaN: true }))
  .map(([input, read, output]) => ({
    freshInput: input,
    cacheRead: input * read,
    cacheWrite5m: input * 1.25,
    cacheWrite1h: input * 2,
    output: input * 2 * output,
  }));
const OPUS: ModelRates = { freshInput: 5, cacheRead: 0.5, cacheWrite5m: 6.25, cacheWrite1h: 10, output: 25 };

function near(actual: number | undefined, expected: number, tolerance = 1e-9): void {
  assert.ok(actual !== undefined && Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

function priceOf(given: Assumptions, of: ModelRates): number {
  const price = blendPrice(given, () => of);
  assert.ok(price !== undefined);
  return price.perMillion;
}

describe("splitTokens and blendPrice", () => {
  it("the kinds of token add up to all of them, and none is negative, whatever the assumptions", () => {
    fc.assert(
      fc.property(assumptions, (given) => {
        const split = splitTokens(given);
        near(
          SPLIT_KINDS.reduce((sum, kind) => sum + split[kind], 0),
          1,
        );
        for (const kind of SPLIT_KINDS) assert.ok(split[kind] >= 0);
      }),
    );
  });

  it("writes take the room that reads leave, and no more", () => {
    const split = splitTokens({ mix: [], cacheHit: 0.9, cacheWrite: 0.4, hourWrites: 0.25, output: 0 });
    near(split.cacheWrite5m + split.cacheWrite1h, 0.1);
    near(split.cacheWrite1h, 0.025);
    near(split.freshInput, 0);
  });

  it("a price is the sum of each kind's share at its price", () => {
    const price = blendPrice(
      { mix: [{ tool: "", model: "m", share: 1 }], cacheHit: 0.5, cacheWrite: 0.2, hourWrites: 0.5, output: 0.1 },
      () => OPUS,
    );
    near(price?.parts.cacheRead, 0.225);
    near(price?.parts.cacheWrite5m, 0.5625);
    near(price?.parts.cacheWrite1h, 0.9);
    near(price?.parts.freshInput, 1.35);
    near(price?.parts.output, 2.5);
    near(price?.perMillion, 5.5375);
  });

  it("each model counts by its share, and one without a price leaves the mix without one", () => {
    const half: Assumptions = {
      mix: [
        { tool: "", model: "dear", share: 0.25 },
        { tool: "", model: "free", share: 0.75 },
      ],
      cacheHit: 0,
      cacheWrite: 0,
      hourWrites: 0,
      output: 0,
    };
    const free = { freshInput: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 0 };
    near(blendPrice(half, ({ model }) => (model === "dear" ? OPUS : free))?.perMillion, 1.25);
    assert.equal(
      blendPrice(half, ({ model }) => (model === "dear" ? OPUS : undefined)),
      undefined,
    );
  });

  it("cost grows with tokens in proportion", () => {
    const tokens = fc.integer({ min: 0, max: 1e15 });
    fc.assert(
      fc.property(tokens, fc.integer({ min: 1, max: 90 }), assumptions, rates, (count, times, given, of) => {
        const price = priceOf(given, of);
        const once = costOfTokens(count, price);
        near(costOfTokens(count * times, price), once * times, 1e-9 * (1 + once * times));
      }),
    );
  });

  it("more output never costs less, and more reads from a cache never cost more", () => {
    fc.assert(
      fc.property(assumptions, share, rates, (given, other, of) => {
        const [low, high] = [given.output, other].toSorted((a, b) => a - b) as [number, number];
        assert.ok(priceOf({ ...given, output: low }, of) <= priceOf({ ...given, output: high }, of) + 1e-9);
        const [cold, warm] = [given.cacheHit, other].toSorted((a, b) => a - b) as [number, number];
        assert.ok(priceOf({ ...given, cacheHit: warm }, of) <= priceOf({ ...given, cacheHit: cold }, of) + 1e-9);
      }),
    );
  });
});
