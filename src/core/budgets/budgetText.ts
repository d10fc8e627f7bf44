import { t } from "@vscode/l10n";

import type { Budget, BudgetStanding } from "../../shared/budgets.ts";
import type { Currency } from "../../shared/currency.ts";
import { formatMoney, formatPercentOfLimit, formatTokens } from "../format.ts";
import { isOverrunLikely } from "./budgetState.ts";

/** Name of a tool, by source id. */
export type NameOfTool = (tool: string) => string;

/** `Budget of this month`, `Budget of this month for Codex`. */
export function budgetName({ period, tool }: Budget, nameOf: NameOfTool): string {
  if (tool === undefined) {
    switch (period) {
      case "day":
        return t("Budget of today");
      case "week":
        return t("Budget of this week");
      case "month":
        return t("Budget of this month");
    }
  }
  switch (period) {
    case "day":
      return t("Budget of today for {0}", nameOf(tool));
    case "week":
      return t("Budget of this week for {0}", nameOf(tool));
    case "month":
      return t("Budget of this month for {0}", nameOf(tool));
  }
}

/** An amount of a budget: money or tokens. */
export function budgetAmount(amount: number, { unit }: Budget, currency: Currency): string {
  return unit === "tokens" ? t("{0} tokens", formatTokens(amount)) : formatMoney(amount, currency);
}

/** `$38.20 of $50.00 (76%), about $61 by its end`. */
export function budgetFigures(standing: BudgetStanding, currency: Currency): string {
  const { budget, spent, limit, forecast, isLowerBound } = standing;
  const spentText = budgetAmount(spent, budget, currency);
  const figures = t(
    "{0} of {1} ({2})",
    isLowerBound ? `${spentText}+` : spentText,
    budgetAmount(limit, budget, currency),
    formatPercentOfLimit(spent / limit),
  );
  if (forecast === undefined || forecast <= spent) return figures;
  const end = budgetAmount(forecast, budget, currency);
  return isOverrunLikely(standing)
    ? t("{0}, and it will not last: about {1} by its end, if it goes on as usual", figures, end)
    : t("{0}, about {1} by its end, if it goes on as usual", figures, end);
}
