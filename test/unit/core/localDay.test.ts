import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  addDays,
  createLocalCalendar,
  isDayKey,
  isoWeekKey,
  monthKey,
  nextDayKey,
  startOfMonth,
  startOfWeek,
  utcDayKey,
} from "../../../src/core/localDay.ts";
import { UserError } from "../../../src/shared/userError.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Zones with whole, half and quarter hours, clocks changed at midnight, and moved date lines. */
const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/Sao_Paulo",
  "America/St_Johns",
  "America/Havana",
  "America/Asuncion",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Asia/Beirut",
  "Africa/Cairo",
  "Africa/Casablanca",
  "Australia/Lord_Howe",
  "Pacific/Chatham",
  "Pacific/Apia",
  "Pacific/Kiritimati",
  "Pacific/Marquesas",
  "Antarctica/Troll",
];

function dayHours(timeZone: string, key: string): number {
  const calendar = createLocalCalendar(timeZone);
  return (calendar.startOfDay(nextDayKey(key)) - calendar.startOfDay(key)) / HOUR_MS;
}

function startIso(timeZone: string, key: string): string {
  return new Date(createLocalCalendar(timeZone).startOfDay(key)).toISOString();
}

describe("a local calendar", () => {
  it("cuts days at local midnight", () => {
    const berlin = createLocalCalendar("Europe/Berlin");
    assert.equal(berlin.dayKey(Date.parse("2026-11-22T22:59:59.999Z")), "2026-11-22");
    assert.equal(berlin.dayKey(Date.parse("2026-11-22T23:00:00.000Z")), "2026-11-23");
  });

  it("gives days of 23 and 25 hours when clocks change", () => {
    assert.equal(dayHours("Europe/Berlin", "2026-03-29"), 23);
    assert.equal(dayHours("Europe/Berlin", "2026-10-25"), 25);
    assert.equal(dayHours("Australia/Lord_Howe", "2026-10-04"), 23.5);
  });

  it("starts a day at its first instant where the clock jumps over midnight", () => {
    assert.equal(startIso("America/Sao_Paulo", "2018-11-04"), "2018-11-04T03:00:00.000Z");
    assert.equal(dayHours("America/Sao_Paulo", "2018-11-04"), 23);
    assert.equal(startIso("Asia/Beirut", "2022-03-27"), "2022-03-26T22:00:00.000Z");
  });

  it("gives the repeated hour before midnight to the day that ends", () => {
    assert.equal(dayHours("America/Sao_Paulo", "2018-02-17"), 25);
    assert.equal(createLocalCalendar("America/Sao_Paulo").dayKey(Date.parse("2018-02-18T02:30:00Z")), "2018-02-17");
  });

  it("does not reopen a day when the clock is set back over midnight", () => {
    // St John's: at 00:01 on Sunday, 29 October 2006, clocks went back to 23:01 on Saturday.
    const calendar = createLocalCalendar("America/St_Johns");
    const sunday = calendar.startOfDay("2006-10-29");
    assert.equal(new Date(sunday).toISOString(), "2006-10-29T02:30:00.000Z");
    assert.equal(calendar.dayKey(sunday + 30 * 60_000), "2006-10-29");
    assert.equal(dayHours("America/St_Johns", "2006-10-29"), 25);
  });

  it("handles offsets of half and quarter hours", () => {
    assert.equal(startIso("Asia/Kolkata", "2026-11-22"), "2026-11-21T18:30:00.000Z");
    assert.equal(startIso("Asia/Kathmandu", "2026-11-22"), "2026-11-21T18:15:00.000Z");
  });

  it("leaves out the day that a move of the date line skipped", () => {
    const apia = createLocalCalendar("Pacific/Apia");
    const from = Date.parse("2011-12-29T12:00:00Z");
    const keys = [...apia.localDays(from, from + 2 * DAY_MS)].map((day) => day.key);
    assert.deepEqual(keys, ["2011-12-29", "2011-12-31", "2012-01-01"]);
    assert.equal(apia.startOfDay("2011-12-30"), apia.startOfDay("2011-12-31"));
  });

  it("lists the days that hold an instant of the range, whole", () => {
    const utc = createLocalCalendar("UTC");
    const noon = Date.parse("2026-11-22T12:00:00Z");
    assert.deepEqual(
      [...utc.localDays(noon, noon + DAY_MS)].map((day) => day.key),
      ["2026-11-22", "2026-11-23"],
    );
    assert.deepEqual([...utc.localDays(noon, noon)], []);
    const [day] = utc.localDays(noon, noon + 1);
    assert.deepEqual(day, {
      key: "2026-11-22",
      startMs: Date.parse("2026-11-22T00:00:00Z"),
      endMs: Date.parse("2026-11-23T00:00:00Z"),
    });
  });

  it("tells the hour that the clock shows", () => {
    const berlin = createLocalCalendar("Europe/Berlin");
    assert.deepEqual(
      [0, 1, 2].map((hours) => berlin.clockHour(Date.UTC(2026, 9, 25, hours, 59))),
      [2, 2, 3],
    );
    assert.equal(createLocalCalendar("Asia/Kathmandu").clockHour(Date.UTC(2026, 0, 1, 18, 15)), 0);
    assert.equal(createLocalCalendar("Asia/Kathmandu").clockHour(Date.UTC(2026, 0, 1, 18, 14)), 23);
  });

  it("refuses a zone that does not exist, with a sentence", () => {
    assert.throws(
      () => createLocalCalendar("Mars/Olympus"),
      (error) => error instanceof UserError && error.message.includes('"Mars/Olympus" is not a time zone'),
    );
  });

  it("refuses a text that is not a day", () => {
    assert.throws(() => createLocalCalendar("UTC").startOfDay("soon"), RangeError);
  });

  it("tiles the time line with days, in every zone and year", () => {
    const start = fc.integer({ min: Date.UTC(1970, 0, 2), max: Date.UTC(2037, 0, 1) });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), start, (zone, sinceMs) => {
        const calendar = createLocalCalendar(zone);
        const days = [...calendar.localDays(sinceMs, sinceMs + 40 * DAY_MS)];
        assert.ok((days[0]?.startMs ?? Infinity) <= sinceMs);
        assert.ok((days.at(-1)?.endMs ?? 0) >= sinceMs + 40 * DAY_MS);
        for (const [index, day] of days.entries()) {
          assert.ok(day.startMs < day.endMs);
          if (index > 0) assert.equal(day.startMs, days[index - 1]?.endMs);
          assert.equal(calendar.dayKey(day.startMs), day.key);
          assert.equal(calendar.dayKey(day.endMs - 1), day.key);
          assert.equal(calendar.startOfDay(day.key), day.startMs);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("answers the same whatever was asked before", () => {
    const instant = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2037, 0, 1) });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.array(instant, { minLength: 2, maxLength: 6 }), (zone, instants) => {
        const used = createLocalCalendar(zone);
        for (const ms of instants) assert.equal(used.dayKey(ms), createLocalCalendar(zone).dayKey(ms));
      }),
      { numRuns: 50 },
    );
  });
});

describe("arithmetic with days", () => {
  it("adds days over months, leap days and years", () => {
    assert.equal(addDays("2024-02-28", 1), "2024-02-29");
    assert.equal(addDays("2026-02-28", 1), "2026-03-01");
    assert.equal(addDays("2026-01-01", -1), "2025-12-31");
    assert.equal(nextDayKey("2026-12-31"), "2027-01-01");
  });

  it("names ISO weeks after the year of their Thursday", () => {
    assert.equal(isoWeekKey("2026-11-22"), "2026-W47");
    assert.equal(isoWeekKey("2026-11-23"), "2026-W48");
    assert.equal(isoWeekKey("2027-01-03"), "2026-W53");
    assert.equal(isoWeekKey("2024-12-30"), "2025-W01");
    assert.equal(isoWeekKey("2021-01-01"), "2020-W53");
  });

  it("finds the Monday of a week, the first of a month and the month", () => {
    assert.equal(startOfWeek("2026-11-22"), "2026-11-16");
    assert.equal(startOfWeek("2026-11-16"), "2026-11-16");
    assert.equal(startOfMonth("2026-11-22"), "2026-11-01");
    assert.equal(monthKey("2026-11-22"), "2026-11");
  });

  it("keeps all seven days of a week under one key", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 25_000 }), (number) => {
        const monday = startOfWeek(utcDayKey(number * DAY_MS));
        for (let day = 0; day < 7; day++) assert.equal(isoWeekKey(addDays(monday, day)), isoWeekKey(monday));
        assert.notEqual(isoWeekKey(addDays(monday, 7)), isoWeekKey(monday));
      }),
    );
  });

  it("tells a day from a text that only looks like one", () => {
    assert.equal(isDayKey("2024-02-29"), true);
    for (const text of [
      "2026-02-29",
      "2026-13-01",
      "2026-1-1",
      "2026-11-22T00:00:00Z",
      "0026-11-22",
      "9999-12-31",
      "",
    ]) {
      assert.equal(isDayKey(text), false, text);
    }
  });
});
