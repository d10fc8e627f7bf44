import { t } from "@vscode/l10n";

import { budgetId } from "../../core/budgets/budgetId.ts";
import { budgetName } from "../../core/budgets/budgetText.ts";
import { formatCount, formatRate } from "../../core/format.ts";
import { BUDGET_PERIODS, BUDGET_UNITS, type Budget } from "../../shared/budgets.ts";
import type { MeterView } from "../meterView.ts";
import { readLimit } from "./readLimit.ts";

/** One thing of several that a person may pick. */
export interface Choice<Value> {
  readonly label: string;
  readonly description?: string;
  readonly value: Value;
}

/** A text that a person is asked to type. */
export interface TextQuestion {
  readonly title: string;
  readonly prompt: string;
  /** What stands there to begin with. */
  readonly value: string;
  /** What is wrong with a text; `null` where nothing is. */
  readonly validateInput: (text: string) => string | null;
}

/** How a person is asked; each answer is `undefined` where they leave. */
export interface BudgetDialogs {
  pick<Value>(title: string, choices: readonly Choice<Value>[]): Promise<Value | undefined>;
  type(question: TextQuestion): Promise<string | undefined>;
}

/**
 * Asks for a budget step by step; each step may be left with Escape.
 * @returns the budgets as they shall be from now on; `undefined` where nothing is to change
 */
export async function setBudget(view: MeterView, dialogs: BudgetDialogs): Promise<readonly Budget[] | undefined> {
  const edited = await pickBudget(view, dialogs);
  if (edited === undefined) return undefined;
  if (edited === "new") {
    const budget = await newBudget(view, dialogs);
    return budget === undefined ? undefined : replaced(view.budgets, budget, budget);
  }
  const action = await dialogs.pick(t("What to do with this budget?"), [
    { label: t("Change its limit"), value: "change" as const },
    { label: t("Remove it"), value: "remove" as const },
  ]);
  if (action === undefined) return undefined;
  if (action === "remove") return replaced(view.budgets, edited, undefined);
  const changed = await withLimit(edited, view, dialogs);
  return changed === undefined ? undefined : replaced(view.budgets, edited, changed);
}

async function newBudget(view: MeterView, dialogs: BudgetDialogs): Promise<Budget | undefined> {
  const period = await dialogs.pick(
    t("A budget for which period?"),
    BUDGET_PERIODS.map((value) => ({ label: periodName(value), value })),
  );
  if (period === undefined) return undefined;
  const unit = await dialogs.pick(
    t("A budget of what?"),
    BUDGET_UNITS.map((value) => ({
      label: value === "tokens" ? t("Tokens") : t("Money, in {0}", view.currency.code),
      value,
    })),
  );
  if (unit === undefined) return undefined;
  const tools = view.snapshot?.byTool.map(({ key }) => key) ?? [];
  const tool = await dialogs.pick(t("For which tools?"), [
    { label: t("All tools together"), value: "" },
    ...tools.map((value) => ({ label: nameOfTool(view, value), value })),
  ]);
  if (tool === undefined) return undefined;
  return withLimit({ period, unit, limit: 0, ...(tool === "" ? {} : { tool }) }, view, dialogs);
}

/** The same budget with a limit that the person types. */
async function withLimit(budget: Budget, view: MeterView, dialogs: BudgetDialogs): Promise<Budget | undefined> {
  const typed = await dialogs.type({
    title: budgetName(budget, (tool) => nameOfTool(view, tool)),
    prompt:
      budget.unit === "tokens"
        ? t("How many tokens? K, M and B may be used, such as 250M.")
        : t("How much, in {0}?", view.currency.code),
    value: budget.limit === 0 ? "" : String(budget.limit),
    validateInput: (text) => (readLimit(text) === undefined ? t("Type a number above 0, such as 50 or 2.5M.") : null),
  });
  const limit = typed === undefined ? undefined : readLimit(typed);
  return limit === undefined ? undefined : { ...budget, limit };
}

async function pickBudget(view: MeterView, dialogs: BudgetDialogs): Promise<Budget | "new" | undefined> {
  if (view.budgets.length === 0) return "new";
  const choices: readonly Choice<Budget | "new">[] = view.budgets.map((budget) => ({
    label: budgetName(budget, (tool) => nameOfTool(view, tool)),
    description:
      budget.unit === "tokens"
        ? t("{0} tokens", formatCount(budget.limit))
        : `${formatRate(budget.limit)} ${view.currency.code}`,
    value: budget,
  }));
  return dialogs.pick(t("Which budget?"), [...choices, { label: `$(add) ${t("Another budget…")}`, value: "new" }]);
}

/** Budgets of the same kind are one: the later one replaces the other. */
function replaced(budgets: readonly Budget[], old: Budget, budget: Budget | undefined): readonly Budget[] {
  const kind = (one: Budget): string => budgetId({ ...one, limit: 0 });
  const others = budgets.filter((one) => kind(one) !== kind(old));
  return budget === undefined ? others : [...others, budget];
}

function periodName(period: Budget["period"]): string {
  switch (period) {
    case "day":
      return t("Day");
    case "week":
      return t("Week, from Monday");
    case "month":
      return t("Calendar month");
  }
}

function nameOfTool({ snapshot }: MeterView, tool: string): string {
  return snapshot?.toolNames[tool] ?? tool;
}
