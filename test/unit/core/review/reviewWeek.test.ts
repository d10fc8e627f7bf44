import assert from "node:assert/strict";
import { createLocalCalendar, isoWeekKey, addDays, mondayOfWeek, startOfWeek } from "../../../../src/core/localDay.ts";
import { reviewWeek } from "../../../../src/core/review/reviewWeek.ts";

const berlin = createLocalCalendar("Europe/Berlin");
/** Sunday evening in UTC, and Monday of the next week in Berlin. */
const NOW_MS = Date.parse("2026-11-22T23:30:00Z");

describe("the week of a review", () => {
  it("is the last one that is over, by the local calendar", () => {
    assert.deepEqual(reviewWeek(undefined, berlin, NOW_MS, undefined), {
      week: "2026-W47",
      from: "2026-11-16",
      to: "2026-11-22",
      startMs: Date.parse("2026-11-15T23:00:00Z"),
      endMs: Date.parse("2026-11-22T23:00:00Z"),
      isOver: true,
      previous: undefined,
      next: "2026-W48",
    });
    assert.equal(reviewWeek(undefined, createLocalCalendar("UTC"), NOW_MS, undefined).week, "2026-W46");
  });

  it("can be the running one, and none that is still to come or that no year has", () => {
    const week = (asked: string): readonly unknown[] => {
      const { week: given, isOver, next } = reviewWeek(asked, berlin, NOW_MS, undefined);
      return [given, isOver, next];
    };
    assert.deepEqual(week("2026-W48"), ["2026-W48", false, undefined]);
    assert.deepEqual(week("2026-W49"), ["2026-W47", true, "2026-W48"]);
    assert.deepEqual(week("2025-W53"), ["2026-W47", true, "2026-W48"]);
    assert.deepEqual(week("2020-W53"), ["2020-W53", true, "2021-W01"]);
  });

  it("has one before it as long as the ledger has", () => {
    const oldestMs = Date.parse("2026-11-11T12:00:00Z");
    assert.equal(reviewWeek("2026-W47", berlin, NOW_MS, oldestMs).previous, "2026-W46");
    assert.equal(reviewWeek("2026-W46", berlin, NOW_MS, oldestMs).previous, undefined);
  });

  it("is as long as the clock makes it", () => {
    const hours = ({ startMs, endMs }: { readonly startMs: number; readonly endMs: number }): number =>
      (endMs - startMs) / 3_600_000;
    assert.equal(hours(reviewWeek("2026-W43", berlin, NOW_MS, undefined)), 169);
    assert.equal(hours(reviewWeek("2026-W13", berlin, NOW_MS, undefined)), 167);
  });
});

describe("the Monday of an ISO week", () => {
  it("is that of each day in it, for many years", () => {
    for (let day = "1999-12-20"; day < "2030-01-15"; day = addDays(day, 1)) {
      assert.equal(mondayOfWeek(isoWeekKey(day)), startOfWeek(day));
    }
  });
});
