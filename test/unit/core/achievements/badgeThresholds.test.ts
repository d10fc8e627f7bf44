import assert from "node:assert/strict";
import type { Criteria } from "../../../../src/core/achievements/badge.ts";
import { BADGES } from "../../../../src/core/achievements/catalogue.ts";
import type { History } from "../../../../src/core/achievements/history.ts";
import { DEED_LADDERS } from "../../../support/badgeLadders/deeds.ts";
import { EFFICIENCY_LADDERS } from "../../../support/badgeLadders/efficiency.ts";
import type { Ladder } from "../../../support/badgeLadders/ladder.ts";
import { STEERING_LADDERS } from "../../../support/badgeLadders/steering.ts";
import { VARIETY_LADDERS } from "../../../support/badgeLadders/variety.ts";
import { gradeOf, historyOf } from "../../../support/playedDays.ts";

const LADDERS: readonly Ladder[] = [...EFFICIENCY_LADDERS, ...STEERING_LADDERS, ...VARIETY_LADDERS, ...DEED_LADDERS];

describe("the thresholds of badges", () => {
  for (const { badge, what, steps, under, over, history } of LADDERS) {
    for (const [index, step] of steps.entries()) {
      it(`gives grade ${index + 1} of ${badge} for ${what} at ${step}, over it, and not under it`, () => {
        const grade = index + 1;
        assert.ok(gradeOf(badge, history(step, index)) >= grade, "at the threshold");
        assert.ok(gradeOf(badge, history(over(step), index)) >= grade, "over it");
        // Grades that ask for as much fall with it.
        assert.equal(gradeOf(badge, history(under(step), index)), steps.indexOf(step), "under it");
      });
    }
  }

  for (const { id, name, rule } of BADGES) {
    const grades = rule.kind === "graded" ? rule.grades : [rule.criteria];
    const ladders = LADDERS.filter(({ badge }) => badge === id);

    it(`are all tried for ${name}: each thing that a grade asks for is once the only one that lacks`, () => {
      assert.ok(ladders.length > 0, "there is no ladder");
      for (const { what, steps } of ladders) assert.equal(steps.length, grades.length, what);
      grades.forEach((criteria, index) => {
        const lacking = ladders.map((ladder) => missing(criteria, underStep(ladder, index)));
        const alone = new Set(lacking.flatMap((places) => (places.length === 1 ? places : [])));
        const untried = criteria.flatMap((criterion, place) =>
          alone.has(place) ? [] : [criterion(historyOf([])).asks],
        );
        assert.deepEqual(untried, [], `grade ${index + 1}`);
      });
    });
  }
});

function underStep({ steps, under, history }: Ladder, index: number): History {
  return history(under(steps[index] ?? 0), index);
}

/** Places of what is not met. */
function missing(criteria: Criteria, history: History): readonly number[] {
  return criteria.flatMap((criterion, place) => (criterion(history).isMet ? [] : [place]));
}
