import assert from "node:assert/strict";
import { forecastMonth, type MonthForecast } from "../../../../src/core/insights/forecastMonth.ts";
import { addDays } from "../../../../src/core/localDay.ts";
import { NO_USAGE } from "../../../../src/shared/usageTotals.ts";

/** A Wednesday, with eight days of its month to come. */
const TODAY = "2026-04-22";
const DAYS_TO_COME = 8;

/** Forecast for days of a given cost, by how many days ago they were; tokens are a tenth. */
function forecast(costOf: (daysAgo: number) => number, historyDays = 365, today = TODAY): MonthForecast | undefined {
  const costs = new Map(
    Array.from({ length: historyDays + 1 }, (_, daysAgo) => [addDays(today, -daysAgo), costOf(daysAgo)]),
  );
  return forecastMonth(today, addDays(today, -historyDays), (day) => {
    const costNanos = costs.get(day) ?? 0;
    return { ...NO_USAGE, costNanos, freshInput: costNanos / 10 };
  });
}

/** 1 Monday to 7 Sunday, so many days before a Wednesday. */
const weekdayOf = (daysAgo: number): number => ((((2 - daysAgo) % 7) + 7) % 7) + 1;

describe("the forecast of a month", () => {
  it("is the month itself where all days are alike", () => {
    assert.deepEqual(
      forecast(() => 100),
      { costNanos: 3000, lowNanos: 3000, highNanos: 3000, tokens: 300, isLowerBound: false },
    );
  });

  it("is a lower bound where some of the month or of the last 28 days has no known price", () => {
    const boundAt = (today: string, unpricedDaysAgo: number): boolean | undefined =>
      forecastMonth(today, addDays(today, -365), (day) => {
        const isUnpriced = day === addDays(today, -unpricedDaysAgo);
        return { ...NO_USAGE, costNanos: 100, unpricedTokens: isUnpriced ? 5 : 0 };
      })?.isLowerBound;
    assert.deepEqual(
      [0, 21, 28, 29].map((daysAgo) => boundAt(TODAY, daysAgo)),
      [true, true, true, false],
    );
    // On the last day of a month its first is longer ago.
    assert.deepEqual(
      [29, 30].map((daysAgo) => boundAt("2026-04-30", daysAgo)),
      [true, false],
    );
  });

  it("adds to today what is missing to a day like it, and takes nothing away", () => {
    const early = forecast((daysAgo) => (daysAgo === 0 ? 10 : 100));
    const heavy = forecast((daysAgo) => (daysAgo === 0 ? 900 : 100));
    assert.equal(early?.costNanos, 3000);
    assert.equal(heavy?.costNanos, 3800);
  });

  it("takes weekends as weekends", () => {
    // Until the 30th come six days from Monday to Friday and one weekend; the month has 22 and 8.
    const forecasted = forecast((daysAgo) => (weekdayOf(daysAgo) >= 6 ? 0 : 100));
    assert.equal(forecasted?.costNanos, 2200);
    assert.equal(forecasted.highNanos, 2200);
  });

  it("counts days without use, and has the quartiles of the last four weeks as its range", () => {
    const byWeek = [400, 100, 0, 200];
    const forecasted = forecast((daysAgo) => {
      if (daysAgo === 0) return 400;
      return byWeek[Math.floor((daysAgo - 1) / 7)] ?? 7_000_000;
    });
    assert.ok(forecasted);
    // Of this month: today, a week of 400, one of 100, one of 0; nothing is missing today.
    const month = 400 + 7 * 400 + 7 * 100;
    const rest = (cost: number): number => month + DAYS_TO_COME * cost;
    // Ascending: 0, 100, 200, 400.
    assert.deepEqual(
      [forecasted.lowNanos, forecasted.costNanos, forecasted.highNanos],
      [rest(75), rest(150), rest(250)],
    );
    assert.equal(forecasted.tokens, rest(150) / 10);
  });

  it("is not decided by one wild day", () => {
    const calm = forecast(() => 100);
    const wild = forecast((daysAgo) => (daysAgo === 25 ? 1_000_000 : 100));
    assert.ok(calm && wild);
    assert.deepEqual([wild.costNanos, wild.lowNanos, wild.tokens], [calm.costNanos, calm.lowNanos, calm.tokens]);
  });

  it("needs a week of history before today, and takes no more weeks than there are", () => {
    assert.equal(
      forecast(() => 100, 6),
      undefined,
    );
    assert.equal(forecast(() => 100, 7)?.costNanos, 8 * 100 + DAYS_TO_COME * 100);
    assert.equal(forecast(() => 100, 13)?.costNanos, 14 * 100 + DAYS_TO_COME * 100);
    assert.equal(
      forecastMonth(TODAY, addDays(TODAY, 3), () => NO_USAGE),
      undefined,
    );
  });

  it("is the month so far on its last day, but for the rest of today", () => {
    assert.equal(forecast((daysAgo) => (daysAgo === 0 ? 30 : 100), 365, "2026-04-30")?.costNanos, 3000);
    assert.equal(forecast(() => 100, 365, "2026-02-01")?.costNanos, 2800);
  });
});
