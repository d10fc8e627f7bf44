import assert from "node:assert/strict";

import * as fc from "fast-check";

import { englishNumber } from "../../../src/core/englishNumber.ts";

describe("englishNumber", () => {
  const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
  const tenths = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

  it("writes whole numbers as Intl does", () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 53), max: 2 ** 53 }), (value) => {
        assert.equal(englishNumber(value, 0), whole.format(value));
      }),
    );
  });

  it("writes tenths as Intl does", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (value) => {
        assert.equal(englishNumber(value / 1000, 1), tenths.format(value / 1000));
      }),
    );
  });
});
