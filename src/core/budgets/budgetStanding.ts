import type { Budget, BudgetStanding } from "../../shared/budgets.ts";
import type { Currency } from "../../shared/currency.ts";
import type { MeterSnapshot } from "../../shared/meterSnapshot.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import { NANOS_PER_USD } from "../../shared/usageTotals.ts";
import { likelySums, quantile } from "../likelySums.ts";

/** What of a snapshot budgets go by. */
export type BudgetGround = Pick<MeterSnapshot, "periods" | "recentDays" | "firstDay">;

/** How things stand with a budget now. */
export function budgetStanding(budget: Budget, ground: BudgetGround, currency: Currency): BudgetStanding {
  const { period, unit, limit, tool } = budget;
  const { firstDay, lastDay, byTool } = ground.periods[period];
  const usage = byTool.filter(({ key }) => tool === undefined || key === tool);
  const spent = usage.reduce(
    (sum, { totals }) => sum + (unit === "tokens" ? totalTokens(totals) : totals.costNanos),
    0,
  );
  const forecast = forecastOf(budget, ground, spent);
  return {
    budget,
    firstDay,
    lastDay,
    limit: unit === "tokens" ? limit : (limit / currency.perUsd) * NANOS_PER_USD,
    spent,
    isLowerBound: unit === "currency" && usage.some(({ totals }) => totals.unpricedTokens > 0),
    ...(forecast === undefined ? {} : { forecast }),
  };
}

/** The median of the period's likely sums. */
function forecastOf(
  { period, unit, tool }: Budget,
  { periods, recentDays, firstDay }: BudgetGround,
  soFar: number,
): number | undefined {
  if (firstDay === undefined) return undefined;
  const today = periods.day.firstDay;
  const amounts = new Map<string, number>();
  for (const amount of recentDays) {
    if (tool !== undefined && amount.tool !== tool) continue;
    const more = unit === "tokens" ? amount.tokens : amount.costNanos;
    amounts.set(amount.day, (amounts.get(amount.day) ?? 0) + more);
  }
  const ofToday = periods.day.byTool
    .filter(({ key }) => tool === undefined || key === tool)
    .reduce((sum, { totals }) => sum + (unit === "tokens" ? totalTokens(totals) : totals.costNanos), 0);
  amounts.set(today, ofToday);
  const sums = likelySums({ today, lastDay: periods[period].lastDay, soFar, firstDay }, (day) => amounts.get(day) ?? 0);
  return sums.length === 0 ? undefined : Math.round(quantile(sums, 0.5));
}
