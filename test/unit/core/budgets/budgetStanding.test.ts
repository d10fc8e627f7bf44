import assert from "node:assert/strict";

import { budgetStanding } from "../../../../src/core/budgets/budgetStanding.ts";
import { budgetAlarm, isOverrunLikely, stepReached } from "../../../../src/core/budgets/budgetState.ts";
import { budgetFigures, budgetName } from "../../../../src/core/budgets/budgetText.ts";
import type { Budget, BudgetStanding } from "../../../../src/shared/budgets.ts";
import { US_DOLLAR } from "../../../../src/shared/currency.ts";
import { NANOS_PER_USD } from "../../../../src/shared/usageTotals.ts";
import { makeSnapshot, TODAY } from "../../../support/meterSnapshots.ts";

const MONTHLY: Budget = { period: "month", unit: "currency", limit: 500 };

function standing(changes: Partial<BudgetStanding> = {}): BudgetStanding {
  const whole = { budget: MONTHLY, firstDay: "2026-11-01", lastDay: "2026-11-30", isLowerBound: false };
  return { ...whole, limit: 1000, spent: 0, ...changes };
}

describe("budgetStanding", () => {
  it("sums a period over all tools, or over the one it is for", () => {
    const all = budgetStanding(MONTHLY, makeSnapshot(), US_DOLLAR);
    assert.deepEqual([all.spent, all.limit], [316.62 * NANOS_PER_USD, 500 * NANOS_PER_USD]);
    const codex = budgetStanding({ ...MONTHLY, tool: "codex" }, makeSnapshot(), US_DOLLAR);
    assert.equal(codex.spent, 4.12 * NANOS_PER_USD);
    const tokens = budgetStanding({ period: "day", unit: "tokens", limit: 4e6 }, makeSnapshot(), US_DOLLAR);
    assert.deepEqual([tokens.spent, tokens.limit, tokens.firstDay], [3_200_000, 4e6, "2026-11-22"]);
    assert.equal(budgetStanding({ ...MONTHLY, tool: "nobody" }, makeSnapshot(), US_DOLLAR).spent, 0);
  });

  it("takes a limit of money in the currency that is shown", () => {
    const { limit } = budgetStanding(MONTHLY, makeSnapshot(), { code: "EUR", perUsd: 0.5 });
    assert.equal(limit, 1000 * NANOS_PER_USD);
  });

  it("knows that unpriced usage makes money a lower bound, and tokens none", () => {
    const { periods } = makeSnapshot();
    const unpriced = { ...TODAY, unpricedTokens: 5 };
    const day = { ...periods.day, byTool: [{ key: "codex", totals: unpriced }] };
    const ground = makeSnapshot({ periods: { ...periods, day } });
    assert.equal(budgetStanding({ ...MONTHLY, period: "day" }, ground, US_DOLLAR).isLowerBound, true);
    const tokens: Budget = { period: "day", unit: "tokens", limit: 1 };
    assert.equal(budgetStanding(tokens, ground, US_DOLLAR).isLowerBound, false);
  });

  it("foretells the end of the period by the days before, of the tool it is for", () => {
    const recentDays = Array.from({ length: 28 }, (_, index) => ({
      day: new Date(Date.UTC(2026, 9, 25 + index)).toISOString().slice(0, 10),
      tool: "codex",
      tokens: 1000,
      costNanos: 10 * NANOS_PER_USD,
    }));
    const ground = makeSnapshot({ recentDays });
    const codex = budgetStanding({ ...MONTHLY, tool: "codex" }, ground, US_DOLLAR);
    // What there is, what today lacks to ten dollars, and ten for each of the eight days to come.
    assert.equal(codex.forecast, (4.12 + 10 + 80) * NANOS_PER_USD);
    const claude = budgetStanding({ ...MONTHLY, tool: "claudeCode" }, ground, US_DOLLAR);
    assert.equal(claude.forecast, claude.spent);
    assert.equal(budgetStanding(MONTHLY, makeSnapshot({ firstDay: undefined }), US_DOLLAR).forecast, undefined);
  });
});

describe("a budget's steps", () => {
  it("are reached at, and not just under, half, four fifths and all of it", () => {
    const steps = [499, 500, 501, 799, 800, 999, 1000, 5000].map((spent) => stepReached(standing({ spent })));
    assert.deepEqual(steps, [0, 0.5, 0.5, 0.5, 0.8, 0.8, 1, 1]);
  });

  it("colour the status bar from four fifths on, and otherwise where it will not last", () => {
    const alarms = [799, 800, 999, 1000].map((spent) => budgetAlarm([standing({ spent })]));
    assert.deepEqual(alarms, [undefined, "warning", "warning", "error"]);
    assert.equal(budgetAlarm([standing({ spent: 10, forecast: 1000 })]), undefined);
    assert.equal(budgetAlarm([standing({ spent: 10, forecast: 1001 })]), "warning");
    assert.equal(budgetAlarm([standing(), standing({ spent: 1000 })]), "error");
    assert.equal(budgetAlarm([]), undefined);
  });

  it("say of no budget that is used up that it will not last", () => {
    assert.equal(isOverrunLikely(standing({ spent: 1000, forecast: 2000 })), false);
    assert.equal(isOverrunLikely(standing({ spent: 999, forecast: 2000 })), true);
  });
});

describe("a budget in words", () => {
  const nameOf = (tool: string): string => (tool === "codex" ? "OpenAI Codex" : tool);
  const dollars = (amount: number): number => amount * NANOS_PER_USD;

  it("says what for, how much of what, and what it comes to", () => {
    assert.equal(budgetName(MONTHLY, nameOf), "Budget of this month");
    assert.equal(budgetName({ ...MONTHLY, period: "day", tool: "codex" }, nameOf), "Budget of today for OpenAI Codex");
    const money = standing({ limit: dollars(50), spent: dollars(38.2) });
    assert.equal(budgetFigures(money, US_DOLLAR), "$38.20 of $50.00 (76%)");
    assert.match(budgetFigures({ ...money, forecast: dollars(48) }, US_DOLLAR), /, about \$48\.00 by its end/);
    assert.match(
      budgetFigures({ ...money, forecast: dollars(61) }, US_DOLLAR),
      /, and it will not last: about \$61\.00/,
    );
    assert.match(budgetFigures({ ...money, isLowerBound: true }, US_DOLLAR), /^\$38\.20\+ of/);
  });

  it("may be more than all of it", () => {
    const tokens: Budget = { period: "week", unit: "tokens", limit: 1e6 };
    const over = standing({ budget: tokens, limit: 1e6, spent: 1_249_000 });
    assert.equal(budgetFigures(over, US_DOLLAR), "1.2M tokens of 1M tokens (124%)");
  });
});
