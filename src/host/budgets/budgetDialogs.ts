import { ConfigurationTarget, type QuickPickItem, window, workspace } from "vscode";

import type { Budget } from "../../shared/budgets.ts";
import { SETTINGS } from "../ids.ts";
import { withUnusable } from "./readBudgets.ts";
import type { BudgetDialogs, Choice } from "./setBudget.ts";

/** Asks for budgets in VS Code's own boxes. */
export const budgetDialogs: BudgetDialogs = {
  pick: async <Value>(title: string, choices: readonly Choice<Value>[]) => {
    const items: readonly (QuickPickItem & Choice<Value>)[] = choices;
    return (await window.showQuickPick(items, { title }))?.value;
  },
  type: async (question) => window.showInputBox(question),
};

/** Writes budgets to the person's settings. What there cannot be used is theirs to mend, and stays. */
export async function writeBudgets(budgets: readonly Budget[]): Promise<void> {
  const configuration = workspace.getConfiguration();
  const written = withUnusable(budgets, configuration.get<unknown>(SETTINGS.budgets));
  await configuration.update(SETTINGS.budgets, written, ConfigurationTarget.Global);
}
