import assert from "node:assert/strict";
import { createLocalCalendar } from "../../../../src/core/localDay.ts";
import { monthsInBudget, type BudgetNote, type SpanUsage } from "../../../../src/core/outcomes/monthsInBudget.ts";

const NOW_MS = Date.UTC(2026, 5, 14, 12);
const calendar = createLocalCalendar("Europe/Berlin");

/** A clock time in Berlin. */
const at = (day: string, hour = 0): number => calendar.startOfDay(day) + hour * 3_600_000;
const note = (atMs: number, amount = 1000): BudgetNote => ({ atMs, unit: "currency", amount });
const spends =
  (costNanos: number, changes: Partial<SpanUsage> = {}) =>
  () => ({
    costNanos,
    tokens: 1000,
    unpricedTokens: 0,
    ...changes,
  });
const kept = (notes: readonly BudgetNote[], usage: (startMs: number, endMs: number) => SpanUsage = spends(800)) =>
  monthsInBudget(notes, usage, calendar, NOW_MS);

describe("months within budget", () => {
  it("are unknown where there has never been a budget", () => {
    assert.equal(kept([]), undefined);
  });

  it("count once they have ended", () => {
    assert.equal(kept([note(at("2026-06-01"))]), 0);
    assert.equal(kept([note(at("2026-05-01"))]), 1);
    assert.equal(kept([note(at("2026-03-02", 12))]), 3);
  });

  it("want the budget set before their third day, by the clock of the place", () => {
    assert.equal(kept([note(at("2026-05-03") - 1)]), 1);
    assert.equal(kept([note(at("2026-05-03"))]), 0);
  });

  it("are void when the budget changes in them, and count when it changed in their first two days", () => {
    assert.equal(kept([note(at("2026-04-01")), note(at("2026-05-20"), 2000)]), 1);
    assert.equal(kept([note(at("2026-04-01")), note(at("2026-05-02"), 900)]), 2);
  });

  it("end with the budget that was taken away", () => {
    assert.equal(kept([note(at("2026-03-01")), { ...note(at("2026-04-01")), amount: undefined }]), 1);
  });

  for (const [spent, expected] of [
    [499, 0],
    [500, 1],
    [1000, 1],
    [1001, 0],
  ] as const)
    it(`${expected === 1 ? "count" : "do not count"} at ${spent} of 1000`, () => {
      assert.equal(kept([note(at("2026-05-01"))], spends(spent)), expected);
    });

  it("say nothing where much of the usage has no price, unless the budget is one of tokens", () => {
    assert.equal(kept([note(at("2026-05-01"))], spends(800, { unpricedTokens: 50 })), 1);
    assert.equal(kept([note(at("2026-05-01"))], spends(800, { unpricedTokens: 51 })), 0);
    const tokens = { atMs: at("2026-05-01"), unit: "tokens", amount: 1500 } as const;
    assert.equal(kept([tokens], spends(0, { unpricedTokens: 1000 })), 1);
  });

  it("are asked for by the month's own bounds, also where a clock is set forward", () => {
    const spans: (readonly [number, number])[] = [];
    kept([note(at("2026-03-01"))], (startMs: number, endMs: number) => {
      spans.push([startMs, endMs]);
      return spends(800)();
    });
    assert.deepEqual(spans[0], [Date.UTC(2026, 1, 28, 23), Date.UTC(2026, 2, 31, 22)]);
  });
});
