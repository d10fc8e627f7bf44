import { budgetStanding } from "../../core/budgets/budgetStanding.ts";
import type { BudgetStanding } from "../../shared/budgets.ts";
import type { MeterView } from "../meterView.ts";

/** How things stand with each budget, as far as is known. */
export function budgetStandings({ budgets, snapshot, currency }: MeterView): readonly BudgetStanding[] {
  return snapshot === undefined ? [] : budgets.map((budget) => budgetStanding(budget, snapshot, currency));
}
