import assert from "node:assert/strict";
import { extentOf, rangeBefore, resolveRange } from "../../../../src/core/insights/resolveRange.ts";
import type { DateRange } from "../../../../src/shared/dateRange.ts";
import { UserError } from "../../../../src/shared/userError.ts";

const TODAY = "2026-03-01";
const EXTENT = { first: "2026-01-10", last: "2026-02-27" };

describe("the days of a range", () => {
  const days = (range: DateRange, extent: typeof EXTENT | undefined = EXTENT): readonly unknown[] => {
    const { from, to, days: count } = resolveRange(range, TODAY, extent);
    return [from, to, count];
  };

  it("are the last ones, today included", () => {
    assert.deepEqual(days({ kind: "last", days: 1 }), [TODAY, TODAY, 1]);
    assert.deepEqual(days({ kind: "last", days: 30 }), ["2026-01-31", TODAY, 30]);
  });

  it("are those of the month so far", () => {
    assert.deepEqual(days({ kind: "month" }), [TODAY, TODAY, 1]);
  });

  it("are all that there are, up to today, or past it where there is usage", () => {
    assert.deepEqual(days({ kind: "all" }), ["2026-01-10", TODAY, 51]);
    assert.deepEqual(days({ kind: "all" }, { first: "2026-03-02", last: "2026-03-04" }), [TODAY, "2026-03-04", 4]);
    assert.deepEqual(resolveRange({ kind: "all" }, TODAY, undefined), { from: TODAY, to: TODAY, days: 1 });
  });

  it("lie between two, whichever was chosen first, and never ahead", () => {
    assert.deepEqual(days({ kind: "between", from: "2026-02-01", to: "2026-02-03" }), ["2026-02-01", "2026-02-03", 3]);
    assert.deepEqual(days({ kind: "between", from: "2026-02-03", to: "2026-02-01" }), ["2026-02-01", "2026-02-03", 3]);
    assert.deepEqual(days({ kind: "between", from: "2026-02-28", to: "2999-12-31" }), ["2026-02-28", TODAY, 2]);
    assert.deepEqual(days({ kind: "between", from: "2400-01-01", to: "2400-01-02" }), [TODAY, TODAY, 1]);
  });

  it("are no more than ten thousand", () => {
    assert.deepEqual(days({ kind: "between", from: "1900-01-01", to: TODAY }), ["1998-10-15", TODAY, 10_000]);
  });

  it("are real days", () => {
    for (const day of ["2026-02-29", "2026-13-01", "0000-00-00"]) {
      assert.throws(() => days({ kind: "between", from: day, to: TODAY }), UserError);
      assert.throws(() => days({ kind: "between", from: TODAY, to: day }), UserError);
    }
  });

  it("come after as many days before them", () => {
    const range = resolveRange({ kind: "last", days: 30 }, TODAY, EXTENT);
    assert.deepEqual(rangeBefore(range), { from: "2026-01-01", to: "2026-01-30", days: 30 });
  });

  it("have an extent in whatever order they come", () => {
    assert.deepEqual(extentOf(["2026-01-02", "2025-12-31", "2026-01-01"]), { first: "2025-12-31", last: "2026-01-02" });
    assert.equal(extentOf([]), undefined);
  });
});
