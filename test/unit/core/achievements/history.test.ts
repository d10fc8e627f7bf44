import assert from "node:assert/strict";
import { isActive } from "../../../../src/core/achievements/history.ts";
import { addDays } from "../../../../src/core/localDay.ts";
import { dayBack, daysBack, historyOf, makeDay, TODAY } from "../../../support/playedDays.ts";

describe("an active day", () => {
  it("has three turns and 50,000 tokens", () => {
    assert.ok(isActive(makeDay({ turns: 3, tokens: 50_000 })));
    assert.ok(!isActive(makeDay({ turns: 2, tokens: 50_000 })));
    assert.ok(!isActive(makeDay({ turns: 3, tokens: 49_999 })));
  });
});

describe("a history", () => {
  it("has periods that end today and follow each other without a gap", () => {
    const history = historyOf(daysBack(120));
    const spans = [history.last28, history.before28, history.last30, history.last90].map(({ days }) => [
      days[0]?.key,
      days.at(-1)?.key,
      days.length,
    ]);
    assert.deepEqual(spans, [
      [addDays(TODAY, -27), TODAY, 28],
      [addDays(TODAY, -55), addDays(TODAY, -28), 28],
      [addDays(TODAY, -29), TODAY, 30],
      [addDays(TODAY, -89), TODAY, 90],
    ]);
  });

  it("takes the last 14 active days, however long ago, without the days between them", () => {
    const days = [...daysBack(20, { turns: 1 }), ...daysBack(30, {}, 100)];
    const { last14Active } = historyOf(days);
    assert.equal(last14Active.days.length, 14);
    assert.equal(last14Active.days.at(-1)?.key, addDays(TODAY, -100));
    assert.equal(last14Active.sum.turns, 140);
  });

  it("has weeks from the first day on, those without use too, and the one that is not over", () => {
    const history = historyOf([dayBack(0), dayBack(1, { turns: 2 }), dayBack(22)]);
    // Today is a Sunday.
    assert.deepEqual(
      history.weeks.map(({ monday, activeDays, usedDays, turns }) => [monday, activeDays, usedDays, turns]),
      [
        ["2026-05-18", 1, 1, 10],
        ["2026-05-25", 0, 0, 0],
        ["2026-06-01", 0, 0, 0],
        ["2026-06-08", 1, 2, 12],
      ],
    );
  });

  it("is one week of nothing where there was no use", () => {
    const history = historyOf([]);
    assert.equal(history.weeks.length, 1);
    assert.equal(history.last30.activeDays, 0);
  });

  it("brings days into order and leaves out those to come", () => {
    const history = historyOf([dayBack(1), dayBack(-1), dayBack(0)]);
    assert.deepEqual(
      history.days.map(({ key }) => key),
      [addDays(TODAY, -1), TODAY],
    );
  });
});
