import assert from "node:assert/strict";
import * as fc from "fast-check";
import { TIERS } from "../../../src/core/tierCatalogue.ts";
import { tierStanding } from "../../../src/core/tiers.ts";

const M = 1_000_000;

describe("tier standing", () => {
  it("has the published ladder", () => {
    assert.deepEqual(
      TIERS.map((tier) => [tier.name, tier.thresholdTokens / M]),
      [
        ["Copper", 1],
        ["Bronze", 10],
        ["Silver", 50],
        ["Gold", 150],
        ["Platinum", 700],
        ["Emerald", 3_000],
        ["Session Immortal", 10_000],
        ["Token Legend", 20_000],
      ],
    );
  });

  for (const [index, tier] of TIERS.entries()) {
    const below = TIERS[index - 1]?.name;
    const above = TIERS[index + 1];

    it(`reaches ${tier.name} at its threshold and not one token earlier`, () => {
      const under = tierStanding(tier.thresholdTokens - 1, 0);
      assert.equal(under.tier, below);
      assert.equal(under.next, tier.name);
      assert.equal(under.missingTokens, 1);
      assert.deepEqual(under.nextGates, tier.gates);
      assert.ok(under.progress < 1);

      const at = tierStanding(tier.thresholdTokens, 0);
      assert.equal(at.tier, tier.name);
      assert.equal(at.next, above?.name);
      assert.equal(at.progress, above === undefined ? 1 : 0);
      assert.equal(at.missingTokens, above === undefined ? 0 : above.thresholdTokens - tier.thresholdTokens);

      assert.equal(tierStanding(tier.thresholdTokens + 1, 0).tier, tier.name);
    });
  }

  it("is unranked with the first tier ahead when nothing was counted", () => {
    assert.deepEqual(tierStanding(0, 7), {
      tier: undefined,
      next: "Copper",
      progress: 0,
      countedTokens: 0,
      seenTokens: 7,
      missingTokens: M,
      nextGates: [],
    });
  });

  it("grows evenly between two thresholds", () => {
    assert.equal(tierStanding(M / 2, 0).progress, 0.5);
    assert.equal(tierStanding(30 * M, 0).progress, 0.5);
    assert.equal(tierStanding(1_850 * M, 0).progress, 0.5);
  });

  it("asks for craft besides volume from Platinum on", () => {
    assert.deepEqual(tierStanding(150 * M, 0).nextGates, ["8 active days"]);
    assert.deepEqual(tierStanding(20_000 * M, 0).nextGates, []);
  });

  it("never falls with more tokens, and its progress and missing tokens agree", () => {
    const tokens = fc.integer({ min: 0, max: 40_000 * M });
    const rank = (name: string | undefined): number => TIERS.findIndex((tier) => tier.name === name);
    fc.assert(
      fc.property(tokens, tokens, (one, other) => {
        const low = tierStanding(Math.min(one, other), 0);
        const high = tierStanding(Math.max(one, other), 0);
        assert.ok(rank(low.tier) <= rank(high.tier));
        if (low.tier === high.tier) assert.ok(low.progress <= high.progress);
        assert.equal(low.progress === 1, low.missingTokens === 0);
      }),
    );
  });
});
