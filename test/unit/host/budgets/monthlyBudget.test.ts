import assert from "node:assert/strict";
import { monthlyBudget } from "../../../../src/host/budgets/monthlyBudget.ts";
import { US_DOLLAR } from "../../../../src/shared/currency.ts";
import type { Budget } from "../../../../src/shared/budgets.ts";

const money: Budget = { period: "month", unit: "currency", limit: 100 };
const tokens: Budget = { period: "month", unit: "tokens", limit: 5 };

describe("the monthly budget", () => {
  it("is the one for all tools, money before tokens", () => {
    assert.deepEqual(monthlyBudget([tokens, money], US_DOLLAR), { unit: "currency", amount: 100e9 });
    assert.deepEqual(monthlyBudget([tokens], US_DOLLAR), { unit: "tokens", amount: 5 });
  });

  it("is in dollars, whatever money is shown in", () => {
    assert.deepEqual(monthlyBudget([money], { code: "EUR", perUsd: 0.8 }), { unit: "currency", amount: 125e9 });
  });

  it("is none where budgets are of other periods or of one tool", () => {
    assert.equal(monthlyBudget([], US_DOLLAR), null);
    assert.equal(
      monthlyBudget(
        [
          { ...money, period: "week" },
          { ...money, tool: "codex" },
        ],
        US_DOLLAR,
      ),
      null,
    );
  });
});
