import { t } from "@vscode/l10n";
import { window } from "vscode";

import type { AlertAction } from "./budgetAlerts.ts";

/** Shows a budget's alert with its buttons. */
export async function showBudgetAlert(
  severity: "information" | "warning",
  message: string,
): Promise<AlertAction | undefined> {
  const buttons: readonly { readonly title: string; readonly action: AlertAction }[] = [
    { title: t("Open Insights"), action: "open" },
    { title: t("Snooze Until Tomorrow"), action: "quietToday" },
    { title: t("Not Again This Period"), action: "quietPeriod" },
  ];
  const show = severity === "warning" ? window.showWarningMessage : window.showInformationMessage;
  return (await show(message, ...buttons))?.action;
}
