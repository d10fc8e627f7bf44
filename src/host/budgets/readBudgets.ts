import { t } from "@vscode/l10n";
import * as v from "valibot";

import { budgetId } from "../../core/budgets/budgetId.ts";
import { type Budget, budgetSchema } from "../../shared/budgets.ts";
import type { Problem } from "../../shared/meterSnapshot.ts";
import { SETTINGS } from "../ids.ts";

export const MOST_BUDGETS = 20;

/** The budgets of the setting that can be used, each once; those that cannot are told of. */
export function readBudgets(value: unknown, problems: Problem[]): readonly Budget[] {
  if (value === undefined || value === null) return [];
  const given: readonly unknown[] = Array.isArray(value) ? value : [value];
  const budgets = new Map<string, Budget>();
  let left = Math.max(0, given.length - MOST_BUDGETS);
  for (const one of given.slice(0, MOST_BUDGETS)) {
    const read = v.safeParse(budgetSchema, one);
    if (read.success) budgets.set(budgetId(read.output), read.output);
    else left += 1;
  }
  if (left > 0) {
    const message = t(
      "The setting {0} holds what cannot be used: up to {1} budgets, each with a period (day, week, month), a unit (currency, tokens) and a limit above 0. The rest is left out.",
      SETTINGS.budgets,
      MOST_BUDGETS,
    );
    problems.push({ severity: "warning", message });
  }
  return [...budgets.values()];
}

/** A list for the setting: the budgets, and after them what was in it that cannot be used. */
export function withUnusable(budgets: readonly Budget[], value: unknown): readonly unknown[] {
  const given: readonly unknown[] = Array.isArray(value) ? value : [];
  return [...budgets, ...given.filter((one) => !v.is(budgetSchema, one))];
}
