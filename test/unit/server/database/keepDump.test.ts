import assert from "node:assert/strict";
import { isDumpDue } from "../../../../src/server/database/keepDump.ts";

const HOUR_MS = 3_600_000;
/** By the clock of wherever this runs. */
const at = (hour: number): Date => new Date(2026, 10, 26, hour, 30);

describe("the embedded database's dump", () => {
  const isDue = (hour: number, ageH: number): boolean =>
    isDumpDue({ dumpedMs: at(hour).getTime() - ageH * HOUR_MS, createdMs: 0 }, at(hour));

  it("is made at night, once", () => {
    assert.deepEqual(
      [1, 2, 3, 4, 5, 12].map((hour) => isDue(hour, 24)),
      [false, true, true, true, false, false],
    );
    assert.deepEqual([isDue(3, 1), isDue(4, 19), isDue(2, 21)], [false, false, true]);
  });

  it("is made by day where the night was missed", () => {
    assert.deepEqual([isDue(10, 35), isDue(10, 37)], [false, true]);
  });

  it("of a new board is made in its first night, and not while people join it", () => {
    const isFirstDue = (hour: number, ageH: number): boolean =>
      isDumpDue({ dumpedMs: undefined, createdMs: at(hour).getTime() - ageH * HOUR_MS }, at(hour));
    assert.deepEqual(
      [isFirstDue(10, 0), isFirstDue(18, 8), isFirstDue(2, 16), isFirstDue(10, 37)],
      [false, false, true, true],
    );
  });
});
