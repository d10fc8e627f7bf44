import assert from "node:assert/strict";
import * as fc from "fast-check";

import { SCALES, logPlace } from "../../../../src/core/perspective/scales.ts";

describe("the scales", () => {
  it("are the figures that were reported, the smallest first", () => {
    assert.deepEqual(
      SCALES.map(({ tokens }) => tokens),
      [2.66e12, 15e12, 20e12, 60.2e12],
    );
  });

  it("places numbers by their magnitude, within the ends", () => {
    assert.equal(logPlace(1e3, 1, 1e6), 0.5);
    assert.equal(logPlace(0, 1e6, 1e12), 0);
    assert.equal(logPlace(1e15, 1e6, 1e12), 1);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e18, noNaN: true }), (value) => {
        const place = logPlace(value, 1e6, 1e14);
        assert.ok(place >= 0 && place <= 1);
      }),
    );
  });
});
