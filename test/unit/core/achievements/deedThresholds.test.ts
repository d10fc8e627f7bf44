import assert from "node:assert/strict";
import { NO_DEEDS, type Deeds, type LandedDeeds } from "../../../../src/core/achievements/deeds.ts";
import { evaluateBadges } from "../../../../src/core/achievements/evaluateBadges.ts";
import { makeHistory } from "../../../../src/core/achievements/history.ts";
import type { BadgeStanding } from "../../../../src/shared/gameSnapshot.ts";
import { NOON_MS, priceByName, TODAY } from "../../../support/playedDays.ts";

function standing(id: string, deeds: Partial<Deeds>): BadgeStanding {
  const history = makeHistory([], TODAY, priceByName, {}, { ...NO_DEEDS, ...deeds });
  const badge = evaluateBadges(history, [], NOON_MS).badges.find((one) => one.id === id);
  assert.ok(badge !== undefined);
  return badge;
}
const grades = (id: string, deeds: Partial<Deeds>): number => standing(id, deeds).earned.length;
const landed = (changes: Partial<LandedDeeds>): Partial<Deeds> => ({
  landed: { maturedLines: 0, survivingLines: 0, lastingChanges: 0, cleanings: 0, ...changes },
});

const COUNTED: readonly (readonly [string, readonly number[], (count: number) => Partial<Deeds>])[] = [
  ["budgeteer", [1, 2, 4, 8], (budgetMonths) => ({ budgetMonths })],
  ["landed", [3, 10, 30, 100], (lastingChanges) => landed({ lastingChanges })],
  ["green-thumb", [5, 20, 60, 200], (greenCycles) => ({ greenCycles })],
  ["spring-cleaning", [1, 5, 15, 40], (cleanings) => landed({ cleanings })],
];
const STUCK = [
  [200, 0.8],
  [500, 0.85],
  [1500, 0.88],
  [5000, 0.9],
] as const;

describe("the thresholds of badges that go by more than calls", () => {
  for (const [id, steps, deeds] of COUNTED) {
    for (const [index, step] of steps.entries()) {
      it(`gives grade ${index + 1} of ${id} at ${step}, over it, and not under it`, () => {
        assert.equal(grades(id, deeds(step - 1)), index, "under it");
        assert.equal(grades(id, deeds(step)), index + 1, "at the threshold");
        assert.ok(grades(id, deeds(step + 1)) >= index + 1, "over it");
      });
    }
  }

  for (const [index, [lines, share]] of STUCK.entries()) {
    it(`gives grade ${index + 1} of it-stuck for ${lines} lines of which ${share} stay, and for neither less`, () => {
      const at = (maturedLines: number, survivingLines: number): number =>
        grades("it-stuck", landed({ maturedLines, survivingLines }));
      const [least, exact] = [lines * share, Math.round(lines * share)];
      assert.ok(Math.abs(least - exact) < 1e-9);
      assert.equal(at(lines, exact), index + 1);
      assert.equal(at(lines + 1, exact + 1), index + 1);
      assert.equal(at(lines - 1, lines - 1), index);
      assert.ok(at(lines, exact - 1) <= index);
    });
  }

  it("tells what is missing in words", () => {
    const {
      standing: text,
      criterion,
      state,
      progress,
    } = standing("it-stuck", landed({ maturedLines: 100, survivingLines: 75 }));
    assert.equal(criterion, "200 lines two weeks old, lines that stayed of at least 80%");
    assert.equal(text, "100 of 200 lines two weeks old, lines that stayed 75% of 80%");
    assert.equal(state, "in-progress");
    assert.equal(progress, 0.5);
  });
});
