import assert from "node:assert/strict";

import * as fc from "fast-check";

import { cursorAfter } from "../../../../src/webview/charts/cursorKeys.ts";
import { axisMarks, labelStep, quarterLevels, topOf } from "../../../../src/webview/charts/scale.ts";

describe("axisMarks", () => {
  it("covers any value by few even steps from zero", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e18, noNaN: true }),
        fc.integer({ min: 1, max: 8 }),
        (largest, atMost) => {
          const marks = axisMarks(largest, atMost);
          const step = marks[1] ?? 0;
          assert.equal(marks[0], 0);
          assert.ok(topOf(marks) >= largest * (1 - 1e-8));
          assert.ok(marks.length <= atMost + 1, `${marks.length} marks for ${largest}`);
          marks.forEach((mark, index) => assert.ok(Math.abs(mark - index * step) <= step * 1e-9));
        },
      ),
    );
  });

  it("has an axis where there is nothing, or no number", () => {
    for (const largest of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      assert.deepEqual(axisMarks(largest, 4), [0, 1]);
    assert.deepEqual(axisMarks(198, 4), [0, 50, 100, 150, 200]);
  });
});

describe("quarterLevels", () => {
  it("gives nothing to zero, and never less to more", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000)), (values) => {
        const levels = quarterLevels(values);
        values.forEach((value, index) => {
          const level = levels[index] ?? -1;
          assert.ok(value === 0 ? level === 0 : level >= 1 && level <= 4);
          values.forEach((other, place) => assert.ok(other <= value || (levels[place] ?? 0) >= level));
        });
      }),
    );
  });
});

describe("labelStep", () => {
  it("leaves each label its room", () => {
    assert.equal(labelStep(30, 1000, 64), 2);
    assert.equal(labelStep(3, 1000, 64), 1);
    assert.equal(labelStep(0, 0, 64), 1);
  });
});

describe("cursorAfter", () => {
  const columns = { by: "column", across: 0, page: 10 } as const;

  it("goes along, by pages and to the ends, and never beyond them", () => {
    assert.equal(cursorAfter("ArrowRight", 3, 30, columns), 4);
    assert.equal(cursorAfter("PageUp", 3, 30, columns), 0);
    assert.equal(cursorAfter("End", 3, 30, columns), 29);
    assert.equal(cursorAfter("Home", 3, 30, columns), 0);
    assert.equal(cursorAfter("ArrowRight", 29, 30, columns), 29);
  });

  it("goes down a week in a calendar by day, and across by week", () => {
    const calendar = { by: "row", across: 7, page: 28 } as const;
    assert.equal(cursorAfter("ArrowDown", 3, 30, calendar), 4);
    assert.equal(cursorAfter("ArrowRight", 3, 30, calendar), 10);
  });

  it("leaves other keys, and charts without a point, alone", () => {
    assert.equal(cursorAfter("Tab", 3, 30, columns), undefined);
    assert.equal(cursorAfter("End", 0, 0, columns), undefined);
  });
});
