import assert from "node:assert/strict";
import * as fc from "fast-check";
import { usageKey, type CodexUsage } from "../../../../src/sources/codex/codexUsage.ts";
import { PairKeys } from "../../../../src/sources/codex/pairKeys.ts";

const counts = fc.oneof(
  fc.constantFrom(0, 9, 10, 2 ** 31 - 1, 2 ** 31, 2 ** 32 + 1, 1e21, -1),
  fc.nat(2 ** 31 - 1),
  fc.maxSafeNat(),
  fc.integer(),
);
const usages: fc.Arbitrary<CodexUsage> = fc.record({
  input: counts,
  cached: counts,
  cacheWrite: counts,
  output: counts,
  reasoning: counts,
  total: counts,
});

describe("the key of a pair of usages", () => {
  it("is all their fields, however many digits they have and whatever key was made before", () => {
    const keys = new PairKeys();
    fc.assert(
      fc.property(usages, usages, (last, total) => {
        assert.equal(keys.keyOf(last, total), `${usageKey(last)}|${usageKey(total)}`);
      }),
    );
    const most = 2 ** 31 - 1;
    const full = { input: most, cached: most, cacheWrite: most, output: most, reasoning: most, total: most };
    assert.equal(keys.keyOf(full, full), `${usageKey(full)}|${usageKey(full)}`);
  });

  it("leaves out the one that is not there", () => {
    const usage = { input: 10, cached: 4, cacheWrite: 0, output: 3, reasoning: 1, total: 13 };
    assert.equal(new PairKeys().keyOf(usage, null), "10,4,0,3,1,13|");
    assert.equal(new PairKeys().keyOf(null, usage), "|10,4,0,3,1,13");
  });
});
