import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { DayRange } from "../../../../src/core/insights/resolveRange.ts";
import { bucketFor, dayBuckets, hourBuckets } from "../../../../src/core/insights/timeBuckets.ts";
import { addDays, createLocalCalendar, nextDayKey } from "../../../../src/core/localDay.ts";

const HOUR_MS = 3_600_000;
const ZONES = ["UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"];

const range = (from: string, days: number): DayRange => ({ from, to: addDays(from, days - 1), days });

const anyRange = fc
  .record({ start: fc.nat(3000), days: fc.integer({ min: 1, max: 40 }) })
  .map(({ start, days }) => range(addDays("2022-01-01", start), days));

describe("buckets of time", () => {
  it("are longer ones where those asked for would be too many", () => {
    assert.equal(bucketFor("hour", range("2026-01-01", 14)), "hour");
    assert.equal(bucketFor("hour", range("2026-01-01", 15)), "day");
    assert.equal(bucketFor("day", range("2024-01-01", 731)), "day");
    assert.equal(bucketFor("day", range("2024-01-01", 732)), "week");
    assert.equal(bucketFor("hour", range("2024-01-01", 5000)), "week");
    assert.equal(bucketFor("month", range("2024-01-01", 5000)), "month");
  });

  it("of days hold each day of the range once", () => {
    const bucket = fc.constantFrom("day" as const, "week" as const, "month" as const);
    fc.assert(
      fc.property(anyRange, bucket, fc.constantFrom(...ZONES), (days, size, timeZone) => {
        const calendar = createLocalCalendar(timeZone);
        const buckets = dayBuckets(size, days, calendar);
        const all = buckets.flatMap((one) => one.days);
        assert.equal(all.length, days.days);
        assert.deepEqual([all[0], all.at(-1)], [days.from, days.to]);
        assert.ok(all.every((day, index) => index === 0 || day === nextDayKey(all[index - 1] ?? "")));
        assert.equal(new Set(buckets.map(({ label }) => label)).size, buckets.length);
        for (const { startMs, days: own } of buckets) assert.equal(startMs, calendar.startOfDay(own[0] ?? ""));
      }),
      { seed: 9, numRuns: 200 },
    );
  });

  it("of hours tile the range, across changes of the clock", () => {
    fc.assert(
      fc.property(anyRange, fc.constantFrom(...ZONES), (days, timeZone) => {
        const calendar = createLocalCalendar(timeZone);
        const buckets = hourBuckets(days, calendar);
        const starts = [...buckets.map(({ startMs }) => startMs), calendar.startOfDay(nextDayKey(days.to))];
        for (const [index, startMs] of starts.entries()) {
          const next = starts[index + 1];
          if (next === undefined) break;
          assert.ok(next > startMs && next - startMs <= HOUR_MS);
          assert.equal(buckets[index]?.label.slice(0, 10), calendar.dayKey(startMs));
        }
        assert.equal(starts[0], calendar.startOfDay(days.from));
      }),
      { seed: 10, numRuns: 100 },
    );
  });

  it("follow the clock: an hour comes twice in autumn, one is left out in spring", () => {
    const calendar = createLocalCalendar("Europe/Berlin");
    const hours = (day: string): readonly string[] =>
      hourBuckets(range(day, 1), calendar).map(({ label }) => label.slice(11));
    assert.deepEqual(hours("2026-10-25").slice(0, 5), ["00", "01", "02", "02", "03"]);
    assert.equal(hours("2026-10-25").length, 25);
    assert.deepEqual(hours("2026-03-29").slice(0, 4), ["00", "01", "03", "04"]);
    assert.equal(hours("2026-03-29").length, 23);
    assert.equal(hours("2026-06-15").length, 24);
  });

  it("carry the names of ISO weeks and of months, and begin with the range", () => {
    const calendar = createLocalCalendar("UTC");
    const buckets = dayBuckets("week", range("2026-12-30", 10), calendar);
    assert.deepEqual(
      buckets.map(({ label, days, startMs }) => [label, days.length, new Date(startMs).toISOString().slice(0, 10)]),
      [
        ["2026-W53", 5, "2026-12-30"],
        ["2027-W01", 5, "2027-01-04"],
      ],
    );
    assert.deepEqual(
      dayBuckets("month", range("2026-12-30", 10), calendar).map(({ label, days }) => [label, days.length]),
      [
        ["2026-12", 2],
        ["2027-01", 8],
      ],
    );
  });
});
