import { t } from "@vscode/l10n";
import { ConfigurationTarget, window, workspace } from "vscode";

import { formatCost, formatTokens } from "../../core/format.ts";
import type { Currency } from "../../shared/currency.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import type { UsageTotals } from "../../shared/usageTotals.ts";
import { SETTINGS } from "../ids.ts";

/** One quiet message, with the way to the review and the way to have no more of it. */
export async function showReminder(totals: UsageTotals, currency: Currency, openReview: () => void): Promise<void> {
  const open = t("Open");
  const turnOff = t("Turn Off");
  const picked = await window.showInformationMessage(
    t(
      "Your week with AI assistants: {0} tokens, {1}. Open the review?",
      formatTokens(totalTokens(totals)),
      formatCost(totals, currency),
    ),
    open,
    t("Not This Week"),
    turnOff,
  );
  if (picked === open) openReview();
  if (picked !== turnOff) return;
  await workspace.getConfiguration().update(SETTINGS.weeklyReview, false, ConfigurationTarget.Global);
}
