import { t } from "@vscode/l10n";
import { ConfigurationTarget, window, workspace } from "vscode";

import { SETTINGS } from "../ids.ts";

/** One quiet message, with the way to what it tells of and the way to have no more of it. */
export async function showCelebration(text: string, openPanel: () => void): Promise<void> {
  const open = t("Open Panel");
  const turnOff = t("Turn Off");
  const picked = await window.showInformationMessage(text, open, turnOff);
  if (picked === open) openPanel();
  if (picked !== turnOff) return;
  await workspace.getConfiguration().update(SETTINGS.celebrations, false, ConfigurationTarget.Global);
}
