import assert from "node:assert/strict";

import * as fc from "fast-check";

import { likelySums, quantile } from "../../../src/core/likelySums.ts";

// A Wednesday.
const TODAY = "2026-11-25";

describe("likelySums", () => {
  it("takes each day to come as the same weekday of each of the last four weeks", () => {
    // Thursdays of 10, 20, 30 and 40, going back.
    const amounts = new Map([
      ["2026-11-19", 10],
      ["2026-11-12", 20],
      ["2026-11-05", 30],
      ["2026-10-29", 40],
    ]);
    const period = { today: TODAY, lastDay: "2026-11-26", soFar: 100, firstDay: "2026-01-01" };
    assert.deepEqual(
      likelySums(period, (day) => amounts.get(day) ?? 0),
      [110, 120, 130, 140],
    );
  });

  it("adds what today still lacks to such a day, and takes nothing back from a busier one", () => {
    const period = { today: TODAY, lastDay: TODAY, firstDay: "2026-11-18" };
    const amountOf = (day: string): number => (day === "2026-11-18" ? 50 : day === TODAY ? 20 : 0);
    assert.deepEqual(likelySums({ ...period, soFar: 20 }, amountOf), [50]);
    assert.deepEqual(
      likelySums({ ...period, soFar: 80 }, (day) => (day === TODAY ? 80 : 50)),
      [80],
    );
  });

  it("says nothing below a week of history", () => {
    const period = { today: TODAY, lastDay: "2026-11-30", soFar: 5 };
    assert.deepEqual(
      likelySums({ ...period, firstDay: "2026-11-19" }, () => 1),
      [],
    );
    assert.equal(likelySums({ ...period, firstDay: "2026-11-18" }, () => 1).length, 1);
    assert.deepEqual(
      likelySums({ ...period, firstDay: "2026-12-24" }, () => 1),
      [],
      "a clock that was set back",
    );
  });

  it("never comes to less than there is already", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 35, maxLength: 35 }), fc.nat(1000), (days, soFar) => {
        const amountOf = (day: string): number => days[Number(day.slice(-2)) % days.length] ?? 0;
        const sums = likelySums({ today: TODAY, lastDay: "2026-11-30", soFar, firstDay: "2026-01-01" }, amountOf);
        assert.ok(sums.every((sum) => sum >= soFar));
        assert.deepEqual(
          sums,
          sums.toSorted((a, b) => a - b),
        );
      }),
    );
  });
});

describe("quantile", () => {
  it("lies between two values in proportion", () => {
    assert.deepEqual(
      [0, 0.25, 0.5, 1].map((share) => quantile([10, 20, 30], share)),
      [10, 15, 20, 30],
    );
    assert.equal(quantile([], 0.5), 0);
  });
});
