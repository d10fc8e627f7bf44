import assert from "node:assert/strict";
import * as fc from "fast-check";
import { sumOutcomes, type ToldDay } from "../../../../../src/core/board/publication/sumOutcomes.ts";

const TODAY = 20_000;

function told(change: Partial<ToldDay>): ToldDay {
  return {
    day: TODAY,
    merged: 0,
    effAdded: 0,
    effMatured: 0,
    effSurviving: 0,
    reworked: 0,
    testRuns: 0,
    testGreen: 0,
    promptToMergeH: null,
    costMaturedMicro: 0,
    ...change,
  };
}

describe("what came of a member's days", () => {
  it("is that of all devices together", () => {
    const sums = sumOutcomes(
      [
        told({ merged: 2, testRuns: 5, testGreen: 4, promptToMergeH: 3 }),
        told({ merged: 1, testRuns: 2, testGreen: 2 }),
        told({ day: TODAY - 20, effAdded: 30, effMatured: 20, effSurviving: 15, reworked: 5, costMaturedMicro: 7 }),
        told({ day: TODAY - 20, effAdded: 3, effMatured: 2, effSurviving: 2, costMaturedMicro: 4 }),
      ],
      TODAY,
    );
    assert.deepEqual(sums, {
      effAdded: 33,
      effMatured: 22,
      effSurviving: 17,
      reworked: 5,
      costMaturedMicro: 11,
      merged: 3,
      testRuns: 7,
      testGreen: 6,
      promptToMerge: [[3, 2]],
    });
  });

  it("is that of a day's commits once where two devices tell the same of them, and of both their tests", () => {
    const clone = told({ merged: 2, effAdded: 80, testRuns: 5, testGreen: 4, promptToMergeH: 3 });
    const sums = sumOutcomes([clone, { ...clone, testRuns: 1, testGreen: 1 }], TODAY);
    assert.deepEqual([sums.merged, sums.testRuns, sums.testGreen, sums.promptToMerge], [2, 6, 5, [[3, 2]]]);
  });

  it("is both machines' cost of lines that both tell of, and one where that is the same as well", () => {
    const matured = told({ day: TODAY - 14, effMatured: 50, effSurviving: 40, reworked: 10, costMaturedMicro: 900 });
    const costOf = (other: number): readonly number[] => {
      const sums = sumOutcomes([matured, { ...matured, costMaturedMicro: other }], TODAY);
      return [sums.effSurviving, sums.costMaturedMicro];
    };
    assert.deepEqual(costOf(100), [40, 1_000]);
    assert.deepEqual(costOf(900), [40, 900]);
  });

  it("takes the same figures of two days for two days' work", () => {
    const days = [told({ merged: 1 }), told({ day: TODAY - 1, merged: 1 })];
    assert.equal(sumOutcomes(days, TODAY).merged, 2);
  });

  it("counts changes and tests of 30 days, and lines that have had 14 days to live", () => {
    const every = { merged: 1, testRuns: 1, effAdded: 1, costMaturedMicro: 1 };
    const at = (ago: number): readonly number[] => {
      const { merged, testRuns, effAdded, costMaturedMicro } = sumOutcomes(
        [told({ day: TODAY - ago, ...every })],
        TODAY,
      );
      return [merged, testRuns, effAdded, costMaturedMicro];
    };
    assert.deepEqual(at(13), [1, 1, 0, 0]);
    assert.deepEqual(at(14), [1, 1, 1, 1]);
    assert.deepEqual(at(29), [1, 1, 1, 1]);
    assert.deepEqual(at(30), [0, 0, 1, 1]);
  });

  it("does not depend on the order of the devices, nor on how often one tells the same", () => {
    const figure = fc.integer({ min: 0, max: 3 });
    const day = fc.record({
      ago: fc.integer({ min: 0, max: 40 }),
      merged: figure,
      effAdded: figure,
      effMatured: figure,
    });
    fc.assert(
      fc.property(fc.array(day, { maxLength: 8 }), (shapes) => {
        const days = shapes.map(({ ago, ...figures }) => told({ day: TODAY - ago, ...figures, costMaturedMicro: 5 }));
        const sums = sumOutcomes(days, TODAY);
        assert.deepEqual(sumOutcomes(days.toReversed(), TODAY), sums);
        assert.deepEqual(sumOutcomes([...days, ...days], TODAY), sums);
      }),
    );
  });
});
