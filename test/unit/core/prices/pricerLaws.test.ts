import assert from "node:assert/strict";
import * as fc from "fast-check";
import { createPricer } from "../../../../src/core/prices/createPricer.ts";
import modelPrices from "../../../../src/core/prices/modelPrices.json" with { type: "json" };
import type { PricedUse } from "../../../../src/core/prices/pricer.ts";
import { NO_TOKENS } from "../../../../src/shared/tokenCounts.ts";
import type { TokenCounts } from "../../../../src/shared/tokenCounts.ts";

const KINDS = ["freshInput", "cacheRead", "cacheWrite5m", "cacheWrite1h", "output", "webSearches"] as const;
const pricer = createPricer();

const model = fc.constantFrom(
  ...Object.values(modelPrices.providers).flatMap((provider) => Object.keys(provider.models)),
);
const count = fc.oneof(fc.nat(100), fc.nat(400_000));
const tokens = fc.record({
  freshInput: count,
  cacheRead: count,
  cacheWrite5m: count,
  cacheWrite1h: count,
  output: count,
  reasoning: fc.constant(0),
  webSearches: fc.nat(20),
});
const use: fc.Arbitrary<PricedUse> = fc.record({
  model,
  sourceId: fc.constantFrom("claude-code", "codex", "cursor", "copilot-cli"),
  atMs: fc.integer({ min: Date.UTC(2025, 0), max: Date.UTC(2027, 5) }),
  tokens,
  serviceTier: fc.constantFrom("standard", "fast", "ultrafast", "priority", "flex", "batch"),
  usOnly: fc.boolean(),
});

function sum(a: TokenCounts, b: TokenCounts): TokenCounts {
  const total: { -readonly [Field in keyof TokenCounts]: number } = { ...NO_TOKENS };
  for (const kind of KINDS) total[kind] = a[kind] + b[kind];
  return total;
}

describe("the laws of pricing", () => {
  it("costs are whole, not negative, and known or unknown whatever the counts", () => {
    fc.assert(
      fc.property(use, (one) => {
        const nanos = pricer.costNanos(one);
        const withoutTokens = pricer.costNanos({ ...one, tokens: NO_TOKENS });
        assert.ok(nanos === undefined || (Number.isSafeInteger(nanos) && nanos >= 0));
        assert.equal(withoutTokens, nanos === undefined ? undefined : 0);
      }),
    );
  });

  it("a call costs what its kinds of token cost one by one, while no limit is passed", () => {
    // Thousands of tokens cost whole billionths at the standard tier, and four times 8,000 pass no limit.
    const thousands = fc.nat(8).map((amount) => amount * 1000);
    const small = fc.record({
      freshInput: thousands,
      cacheRead: thousands,
      cacheWrite5m: thousands,
      cacheWrite1h: thousands,
      output: thousands,
      reasoning: fc.constant(0),
      webSearches: fc.nat(20),
    });
    fc.assert(
      fc.property(use, small, (one, counts) => {
        const standard: PricedUse = { ...one, serviceTier: "standard", usOnly: false, tokens: counts };
        const parts = KINDS.map((kind) =>
          pricer.costNanos({ ...standard, tokens: { ...NO_TOKENS, [kind]: counts[kind] } }),
        );
        const whole = pricer.costNanos(standard);
        if (whole === undefined) assert.ok(parts.every((part) => part === undefined));
        else
          assert.equal(
            parts.reduce<number>((total, part) => total + (part ?? Number.NaN), 0),
            whole,
          );
      }),
    );
  });

  it("more tokens never cost less, across every limit", () => {
    fc.assert(
      fc.property(use, tokens, (one, more) => {
        const less = pricer.costNanos(one);
        const greater = pricer.costNanos({ ...one, tokens: sum(one.tokens, more) });
        assert.ok(less === undefined ? greater === undefined : greater !== undefined && greater >= less);
      }),
    );
  });

  it("a call costs the same whatever was priced before it", () => {
    fc.assert(
      fc.property(fc.array(use, { maxLength: 12 }), (uses) => {
        const forwards = createPricer();
        const backwards = createPricer();
        const there = uses.map((one) => forwards.costNanos(one));
        const back = uses.toReversed().map((one) => backwards.costNanos(one));
        assert.deepEqual(there, back.toReversed());
      }),
      { numRuns: 30 },
    );
  });
});
