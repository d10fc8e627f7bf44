import assert from "node:assert/strict";
import * as fc from "fast-check";
import { TIERS } from "../../../src/core/tierCatalogue.ts";
import type { GateFigures } from "../../../src/core/tierGates.ts";
import { higherTier, reachedTier, tierStanding, tierSteps } from "../../../src/core/tiers.ts";

const M = 1_000_000;
const B = 1_000 * M;

/** Figures that open every gate but a board's. */
const CRAFT: GateFigures = { activeDays: 30, steeredShare: 1, cacheHit: 1, goldBadges: 30 };
/** The same where a board knows what only it can. */
const ON_BOARD: GateFigures = { ...CRAFT, board: { isSettled: true, isVerified: true } };
/** The tiers that can be reached without a board. */
const REACHABLE = TIERS.filter(({ asks }) => asks.every(({ kind }) => kind !== "board"));

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

  for (const [index, tier] of REACHABLE.entries()) {
    const below = REACHABLE[index - 1]?.name;
    const above = TIERS[index + 1];

    it(`reaches ${tier.name} at its threshold and not one token earlier`, () => {
      const under = tierStanding(tier.thresholdTokens - 1, 0, CRAFT);
      assert.equal(under.tier, below);
      assert.equal(under.next, tier.name);
      assert.equal(under.missingTokens, 1);
      assert.equal(under.nextGates.length, tier.asks.length);
      assert.ok(under.progress < 1);

      const at = tierStanding(tier.thresholdTokens, 0, CRAFT);
      assert.equal(at.tier, tier.name);
      assert.equal(at.next, above?.name);
      assert.equal(at.progress, 0);
      assert.equal(at.missingTokens, (above?.thresholdTokens ?? 0) - tier.thresholdTokens);

      assert.equal(tierStanding(tier.thresholdTokens + 1, 0, CRAFT).tier, tier.name);
    });
  }

  it("leaves Token Legend to a board, whatever the volume and craft", () => {
    const top = tierStanding(100 * B, 0, CRAFT);
    assert.equal(top.tier, "Session Immortal");
    assert.equal(top.next, "Token Legend");
    assert.equal(top.progress, 1);
    assert.equal(top.missingTokens, 0);
    assert.deepEqual(
      top.nextGates.filter(({ isMet }) => !isMet),
      [
        { asks: "all rows settled", stands: "for a team board to say", isMet: false },
        { asks: "evidence passed", stands: "for a team board to say", isMet: false },
      ],
    );
  });

  it("reaches Token Legend where a board says so, at its threshold and not one token earlier", () => {
    assert.equal(tierStanding(20 * B - 1, 0, ON_BOARD).tier, "Session Immortal");
    for (const tokens of [20 * B, 20 * B + 1]) assert.equal(tierStanding(tokens, 0, ON_BOARD).tier, "Token Legend");
    for (const fact of ["isSettled", "isVerified"] as const) {
      const board = { isSettled: true, isVerified: true, [fact]: false };
      assert.equal(tierStanding(20 * B, 0, { ...CRAFT, board }).tier, "Session Immortal", fact);
    }
  });

  const gates: readonly (readonly [tier: string, field: keyof GateFigures, least: number, under: number])[] = [
    ["Platinum", "activeDays", 8, 7],
    ["Emerald", "activeDays", 12, 11],
    ["Emerald", "steeredShare", 0.3, 0.2999],
    ["Session Immortal", "activeDays", 15, 14],
    ["Session Immortal", "steeredShare", 0.4, 0.3999],
    ["Session Immortal", "cacheHit", 0.95, 0.9499],
    ["Session Immortal", "goldBadges", 2, 1],
    ["Token Legend", "activeDays", 20, 19],
    ["Token Legend", "steeredShare", 0.5, 0.4999],
    ["Token Legend", "goldBadges", 4, 3],
  ];
  for (const [name, field, least, under] of gates) {
    it(`opens the gate of ${name} for ${field} at ${least} and not under it`, () => {
      const index = TIERS.findIndex((tier) => tier.name === name);
      const volume = TIERS[index]?.thresholdTokens ?? 0;
      assert.equal(tierStanding(volume, 0, { ...ON_BOARD, [field]: least }).tier, name);
      assert.equal(tierStanding(volume, 0, { ...ON_BOARD, [field]: least * 1.01 }).tier, name);
      const shut = tierStanding(volume, 0, { ...ON_BOARD, [field]: under });
      assert.notEqual(shut.tier, name);
      assert.ok(TIERS.findIndex((tier) => tier.name === shut.tier) < index);
    });
  }

  it("has no gate besides those and the word of a board", () => {
    for (const { name, asks } of TIERS) {
      const tried = gates.filter(([tier]) => tier === name).map(([, , least]) => least);
      const asked = asks.flatMap((ask) => (ask.kind === "board" ? [] : [ask.least]));
      assert.deepEqual(new Set(tried), new Set(asked), name);
    }
  });

  it("asks Token Legend for 20 active days, half steered and 4 badges at Gold besides the board's word", () => {
    const open = (figures: GateFigures): readonly boolean[] | undefined =>
      tierSteps(0, figures)
        .at(-1)
        ?.gates.map(({ isMet }) => isMet);
    assert.deepEqual(open({ activeDays: 20, steeredShare: 0.5, goldBadges: 4 }), [true, true, false, true, false]);
    assert.deepEqual(open({ activeDays: 19, steeredShare: 0.499, goldBadges: 3 }), [false, false, false, false, false]);
  });

  it("is told alone as with all of its gates, whatever the figures", () => {
    const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined });
    const figures = fc.record({
      activeDays: fc.nat(30),
      steeredShare: share,
      cacheHit: share,
      goldBadges: fc.nat(6),
      board: fc.record({ isSettled: fc.boolean(), isVerified: fc.boolean() }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000_000_000 }), figures, (tokens, known) => {
        assert.equal(reachedTier(tokens, known), tierStanding(tokens, tokens, known).tier);
      }),
    );
  });

  it("says how each gate stands", () => {
    const figures = { activeDays: 14, steeredShare: 0.3996, cacheHit: undefined, goldBadges: 1 };
    const immortal = tierSteps(0, figures).find(({ name }) => name === "Session Immortal");
    assert.deepEqual(immortal?.gates, [
      { asks: "15 active days", stands: "14 so far", isMet: false },
      { asks: "steered share of at least 40%", stands: "39.9%", isMet: false },
      { asks: "cache hit of at least 95%", stands: "not known yet", isMet: false },
      { asks: "2 craft badges at Gold", stands: "1 so far", isMet: false },
    ]);
  });

  it("opens no gate while the figures are not worked out, and says so", () => {
    const standing = tierStanding(5 * B, 5 * B, undefined);
    assert.equal(standing.tier, "Gold");
    assert.deepEqual(standing.nextGates, [{ asks: "8 active days", stands: "not worked out yet", isMet: false }]);
  });

  it("is unranked with the first tier ahead when nothing was counted", () => {
    assert.deepEqual(tierStanding(0, 7, undefined), {
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
    assert.equal(tierStanding(M / 2, 0, CRAFT).progress, 0.5);
    assert.equal(tierStanding(30 * M, 0, CRAFT).progress, 0.5);
    assert.equal(tierStanding(1_850 * M, 0, CRAFT).progress, 0.5);
  });

  it("never falls with more tokens, and its progress and missing tokens agree", () => {
    const tokens = fc.integer({ min: 0, max: 40 * B });
    const rank = (name: string | undefined): number => TIERS.findIndex((tier) => tier.name === name);
    fc.assert(
      fc.property(tokens, tokens, fc.nat(30), (one, other, activeDays) => {
        const figures = { ...CRAFT, activeDays };
        const low = tierStanding(Math.min(one, other), 0, figures);
        const high = tierStanding(Math.max(one, other), 0, figures);
        assert.ok(rank(low.tier) <= rank(high.tier));
        if (low.tier === high.tier) assert.ok(low.progress <= high.progress);
        assert.equal(low.progress === 1, low.missingTokens === 0);
      }),
    );
  });
});

describe("the higher one of two tiers", () => {
  it("is found by name, and names that are no tier are below all", () => {
    assert.equal(higherTier("Gold", "Emerald"), "Emerald");
    assert.equal(higherTier("Emerald", "Gold"), "Emerald");
    assert.equal(higherTier(undefined, "Copper"), "Copper");
    assert.equal(higherTier("Wood", "Copper"), "Copper");
    assert.equal(higherTier("Wood", undefined), undefined);
  });
});
