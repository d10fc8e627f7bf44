import { BUDGET_STEPS, type BudgetStanding } from "../../shared/budgets.ts";

/** The highest step that is reached, as a share; 0 below the first. */
export function stepReached({ spent, limit }: BudgetStanding): number {
  return BUDGET_STEPS.findLast((step) => spent >= step * limit) ?? 0;
}

/** Whether the budget will not last if things go on as usual. Not asked of one that is used up. */
export function isOverrunLikely({ spent, limit, forecast }: BudgetStanding): boolean {
  return spent < limit && forecast !== undefined && forecast > limit;
}

/** How much it calls for attention: `error` where it is used up, `warning` near the end or where it will not last. */
export function budgetAlarm(standings: readonly BudgetStanding[]): "error" | "warning" | undefined {
  if (standings.some((standing) => stepReached(standing) >= 1)) return "error";
  const isNear = (standing: BudgetStanding): boolean => stepReached(standing) >= 0.8 || isOverrunLikely(standing);
  return standings.some(isNear) ? "warning" : undefined;
}
