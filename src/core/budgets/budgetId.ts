import type { Budget } from "../../shared/budgets.ts";

/** Tells budgets apart: one with another limit is another one, of which nothing has been told yet. */
export function budgetId({ period, unit, limit, tool }: Budget): string {
  return [period, unit, limit, tool ?? ""].join(" ");
}
