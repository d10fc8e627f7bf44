import type { Budget } from "../../shared/budgets.ts";
import type { Currency } from "../../shared/currency.ts";
import type { MonthlyBudget } from "../../shared/workerProtocol.ts";

const NANOS = 1e9;

/** The budget of a month for all tools, money before tokens; `null` where there is none. */
export function monthlyBudget(budgets: readonly Budget[], { perUsd }: Currency): MonthlyBudget | null {
  const monthly = budgets.filter(({ period, tool }) => period === "month" && tool === undefined);
  const budget = monthly.find(({ unit }) => unit === "currency") ?? monthly[0];
  if (budget === undefined) return null;
  const { unit, limit } = budget;
  return { unit, amount: unit === "currency" ? Math.round((limit / perUsd) * NANOS) : limit };
}
