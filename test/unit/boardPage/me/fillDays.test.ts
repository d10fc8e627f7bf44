import assert from "node:assert/strict";
import { fillDays } from "../../../../src/boardPage/me/fillDays.ts";

describe("fillDays", () => {
  it("has a column for every day up to today, and leaves known ones as they are", () => {
    const known = [
      { day: 97, seen: 9, counted: 4, isSettled: true },
      { day: 99, seen: 5, counted: 5, isSettled: false },
    ];
    const filled = fillDays(known, 100, 4);
    assert.deepEqual(
      filled.map(({ day, seen }) => [day, seen]),
      [
        [97, 9],
        [98, 0],
        [99, 5],
        [100, 0],
      ],
    );
    assert.equal(filled[2], known[1]);
  });

  it("leaves out what lies before", () => {
    assert.deepEqual(fillDays([{ day: 1, seen: 1, counted: 1, isSettled: true }], 100, 1), [
      { day: 100, seen: 0, counted: 0, isSettled: true },
    ]);
  });
});
