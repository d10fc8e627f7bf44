import assert from "node:assert/strict";
import * as fc from "fast-check";
import { mapMeasures, type GroupSums } from "../../../../src/core/board/publication/groupSums.ts";
import { bandOf, peopleFigure, planForms, roundFigure, stepAbove } from "../../../../src/core/board/suppression.ts";

const group = (people: number, total: number, most: number): GroupSums => ({
  people,
  total: mapMeasures(() => total),
  most: mapMeasures(() => most),
});

describe("what a board may say of a group", () => {
  it("is a figure of two digits", () => {
    assert.deepEqual([0, 7, 94, 95.4, 12_345, 0.9543].map(roundFigure), [0, 7, 94, 95, 12_000, 0.95]);
  });

  it("is a step of 1, 2 and 5 that the figure lies in", () => {
    const cases = [
      [0, 0, 1],
      [1, 1, 2],
      [1.9, 1, 2],
      [2, 2, 5],
      [4_999, 2_000, 5_000],
      [5_000, 5_000, 10_000],
      [0.3, 0.2, 0.5],
    ] as const;
    for (const [value, from, to] of cases) assert.deepEqual(bandOf(value), { from, to }, String(value));
  });

  it("never tells a figure better than by a factor of two", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (value) => {
        const { from, to } = bandOf(value);
        assert.ok(from <= value && value < to && to >= 2 * from && to <= 2.5 * from * 1.000_001);
        assert.equal(stepAbove(value), to);
      }),
    );
  });

  it("tells people by tens, and of fewer than a group nothing", () => {
    assert.deepEqual(peopleFigure(7, 8), { kind: "withheld", reason: "tooFew" });
    assert.deepEqual(peopleFigure(8, 8), { kind: "value", value: 10 });
    assert.deepEqual(peopleFigure(84, 8), { kind: "value", value: 80 });
  });

  it("leaves out teams that are too few, that one person is most of, and those that would give away what is left", () => {
    const forms = (teams: readonly GroupSums[], rest: GroupSums): readonly string[] => {
      const plan = planForms(new Map(teams.map((team, i) => [i + 1, team])), rest, 8);
      return [plan.company, ...plan.teams.values()];
    };
    const nobody = group(0, 0, 0);
    const good = group(10, 100, 20);
    assert.deepEqual(forms([good, good], nobody), ["value", "value", "value"]);
    assert.deepEqual(forms([group(7, 70, 10), group(12, 100, 60)], good), ["value", "tooFew", "dominated"]);
    // Three who belong to no team could be had by subtracting; the smallest team hides them.
    assert.deepEqual(forms([group(30, 300, 20), good], group(3, 30, 10)), ["value", "value", "complement"]);
    assert.deepEqual(forms([good], group(3, 30, 10)), ["value", "complement"]);
    assert.deepEqual(forms([], group(7, 30, 10)), ["tooFew"]);
  });

  it("leaves out the same teams in whatever order they are told, teams of one size too", () => {
    const people = (most: number) => fc.integer({ min: 1, max: most }).map((n) => group(n, n * 10, 10));
    const told = fc.array(people(12), { maxLength: 8 }).chain((teams) => {
      const numbered = teams.map((each, i) => [i + 1, each] as const);
      return fc.tuple(fc.constant(numbered), fc.shuffledSubarray(numbered, { minLength: teams.length }));
    });
    fc.assert(
      fc.property(told, people(7), ([inOrder, shuffled], rest) => {
        const [one, other] = [inOrder, shuffled].map((teams) => planForms(new Map(teams), rest, 8));
        assert.deepEqual(other, one);
      }),
    );
  });
});
