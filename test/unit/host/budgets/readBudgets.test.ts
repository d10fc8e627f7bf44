import assert from "node:assert/strict";

import { MOST_BUDGETS, readBudgets, withUnusable } from "../../../../src/host/budgets/readBudgets.ts";
import { readLimit } from "../../../../src/host/budgets/readLimit.ts";
import type { Problem } from "../../../../src/shared/meterSnapshot.ts";

describe("readBudgets", () => {
  it("takes what can be used, each once, and tells of the rest", () => {
    const problems: Problem[] = [];
    const good = { period: "month", unit: "currency", limit: 100 };
    const bad = [{ ...good, limit: 0 }, { ...good, period: "year" }, { ...good, limit: "9" }, null, 7];
    assert.deepEqual(readBudgets([good, { ...good }, { ...good, tool: "codex" }, ...bad], problems), [
      good,
      { ...good, tool: "codex" },
    ]);
    assert.equal(problems.length, 1);
    assert.match(problems[0]?.message ?? "", /tokenLegend\.budgets/);
  });

  it("has no problem with none, and one with anything else than a list, or too many", () => {
    for (const [value, count] of [
      [undefined, 0],
      [null, 0],
      [[], 0],
      ["x", 1],
      [{}, 1],
    ] as const) {
      const problems: Problem[] = [];
      assert.deepEqual([readBudgets(value, problems), problems.length], [[], count]);
    }
    const problems: Problem[] = [];
    const many = Array.from({ length: 30 }, (_, index) => ({ period: "day", unit: "tokens", limit: index + 1 }));
    assert.deepEqual([readBudgets(many, problems).length, problems.length], [MOST_BUDGETS, 1]);
  });
});

describe("withUnusable", () => {
  it("keeps what a person may yet mend, after the budgets", () => {
    const good = { period: "month", unit: "currency", limit: 100 } as const;
    const bad = { ...good, period: "year" };
    assert.deepEqual(withUnusable([{ ...good, limit: 5 }], [bad, good, 7]), [{ ...good, limit: 5 }, bad, 7]);
    assert.deepEqual(withUnusable([good], "x"), [good]);
  });
});

describe("readLimit", () => {
  it("reads numbers as people type them", () => {
    const typed = ["50", " 12.5 ", "250M", "2.5b", "1,200", "1k", ".5", "0", "-3", "1,20", "many", "1e9", "9999T"];
    const limits = [50, 12.5, 250e6, 2.5e9, 1200, 1000, ...Array.from({ length: 7 }, () => undefined)];
    assert.deepEqual(typed.map(readLimit), limits);
  });
});
