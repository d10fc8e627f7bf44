import assert from "node:assert/strict";
import * as fc from "fast-check";
import { modifiedZ, usualOf } from "../../../../../src/core/board/checks/robust.ts";

describe("what is usual", () => {
  it("is the median and the median distance from it", () => {
    assert.deepEqual(usualOf([9, 1, 4]), { median: 4, deviation: 3, count: 3 });
    assert.deepEqual(usualOf([1, 2, 3, 10]), { median: 2.5, deviation: 1, count: 4 });
    assert.equal(usualOf([]), undefined);
  });

  it("hardly moves with one outlier, however large", () => {
    const values = fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 11, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.double({ min: 1e3, max: 1e12, noNaN: true }), (some, outlier) => {
        const usual = usualOf([...some, outlier]);
        assert.ok(usual !== undefined && usual.median <= 10 && usual.deviation <= 10);
      }),
    );
  });

  it("counts in standard deviations of what is normal, and not from nothing", () => {
    assert.ok(Math.abs(modifiedZ(1, { median: 0, deviation: 0.6745, count: 9 }, 0.1) - 1) < 1e-12);
    assert.equal(modifiedZ(1, { median: 0, deviation: 0, count: 9 }, 0.5), 2);
  });
});
