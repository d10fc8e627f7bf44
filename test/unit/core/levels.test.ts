import assert from "node:assert/strict";
import { levelStanding, pointsOf } from "../../../src/core/levels.ts";
import { GRADES, type EarnedGrade, type Grade } from "../../../src/shared/gameSnapshot.ts";

function earned(...grades: readonly (Grade | undefined)[]): { readonly earned: readonly EarnedGrade[] } {
  return { earned: grades.map((grade) => ({ grade, atMs: 0, figures: "" })) };
}

describe("points", () => {
  it("are 1, 3, 7 and 15 for a badge up to each grade, and 3 for one without grades", () => {
    const upTo = (count: number): number => pointsOf([earned(...GRADES.slice(0, count))]);
    assert.deepEqual([0, 1, 2, 3, 4].map(upTo), [0, 1, 3, 7, 15]);
    assert.equal(pointsOf([earned(undefined)]), 3);
  });

  it("add up over badges", () => {
    assert.equal(pointsOf([earned("bronze", "silver"), earned(undefined), earned()]), 6);
  });
});

describe("a level", () => {
  const LEVELS = [0, 3, 9, 18, 30, 45, 63, 84, 108, 135, 165, 198];

  for (const [index, points] of LEVELS.entries()) {
    it(`${index + 1} begins at ${points} points and not earlier`, () => {
      assert.equal(levelStanding(points).level, index + 1);
      assert.equal(levelStanding(points + 1).level, index + 1);
      assert.equal(levelStanding(points).levelPoints, points);
      assert.equal(levelStanding(points).nextLevelPoints, points + 3 * (index + 1));
      if (points > 0) assert.equal(levelStanding(points - 1).level, index);
    });
  }
});
