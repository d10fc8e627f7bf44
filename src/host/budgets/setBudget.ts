import { t } from "@vscode/l10n";
import { ConfigurationTarget, type QuickPickItem, window, workspace } from "vscode";

import { budgetId } from "../../core/budgets/budgetId.ts";
import { budgetName } from "../../core/budgets/budgetText.ts";
import { formatCount, formatRate } from "../../core/format.ts";
import { BUDGET_PERIODS, BUDGET_UNITS, type Budget } from "../../shared/budgets.ts";
import { SETTINGS } from "../ids.ts";
import type { MeterView } from "../meterView.ts";
import { readLimit } from "./readLimit.ts";

interface Choice<Value> extends QuickPickItem {
  readonly value: Value;
}

/** Asks for a budget step by step, and writes it to the person's settings; each step may be left with Escape. */
export async function setBudget(view: MeterView): Promise<void> {
  const edited = await pickBudget(view);
  if (edited === undefined) return;
  if (edited !== "new") {
    const action = await pick(t("What to do with this budget?"), [
      { label: t("Change its limit"), value: "change" as const },
      { label: t("Remove it"), value: "remove" as const },
    ]);
    if (action === undefined) return;
    const changed = action === "remove" ? undefined : await withLimit(edited, view);
    if (action === "remove" || changed !== undefined) await write(replaced(view.budgets, edited, changed));
    return;
  }
  const budget = await newBudget(view);
  if (budget !== undefined) await write(replaced(view.budgets, budget, budget));
}

async function newBudget(view: MeterView): Promise<Budget | undefined> {
  const period = await pick(
    t("A budget for which period?"),
    BUDGET_PERIODS.map((value) => ({ label: periodName(value), value })),
  );
  if (period === undefined) return undefined;
  const unit = await pick(
    t("A budget of what?"),
    BUDGET_UNITS.map((value) => ({
      label: value === "tokens" ? t("Tokens") : t("Money, in {0}", view.currency.code),
      value,
    })),
  );
  if (unit === undefined) return undefined;
  const tools = view.snapshot?.byTool.map(({ key }) => key) ?? [];
  const tool = await pick(t("For which tools?"), [
    { label: t("All tools together"), value: "" },
    ...tools.map((value) => ({ label: nameOfTool(view, value), value })),
  ]);
  if (tool === undefined) return undefined;
  return withLimit({ period, unit, limit: 0, ...(tool === "" ? {} : { tool }) }, view);
}

/** The same budget with a limit that the person types. */
async function withLimit(budget: Budget, view: MeterView): Promise<Budget | undefined> {
  const typed = await window.showInputBox({
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

async function pickBudget(view: MeterView): Promise<Budget | "new" | undefined> {
  if (view.budgets.length === 0) return "new";
  const choices: Choice<Budget | "new">[] = view.budgets.map((budget) => ({
    label: budgetName(budget, (tool) => nameOfTool(view, tool)),
    description:
      budget.unit === "tokens"
        ? t("{0} tokens", formatCount(budget.limit))
        : `${formatRate(budget.limit)} ${view.currency.code}`,
    value: budget,
  }));
  return pick(t("Which budget?"), [...choices, { label: `$(add) ${t("Another budget…")}`, value: "new" as const }]);
}

async function pick<Value>(title: string, choices: readonly Choice<Value>[]): Promise<Value | undefined> {
  return (await window.showQuickPick(choices, { title }))?.value;
}

/** Budgets of the same kind are one: the later one replaces the other. */
function replaced(budgets: readonly Budget[], old: Budget, budget: Budget | undefined): readonly Budget[] {
  const kind = (one: Budget): string => budgetId({ ...one, limit: 0 });
  const others = budgets.filter((one) => kind(one) !== kind(old));
  return budget === undefined ? others : [...others, budget];
}

async function write(budgets: readonly Budget[]): Promise<void> {
  await workspace.getConfiguration().update(SETTINGS.budgets, budgets, ConfigurationTarget.Global);
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
