import { config } from "@vscode/l10n";
import { l10n } from "vscode";

/**
 * Makes every text of this process one in VS Code's language; where there is no translation it stays English. The library
 * keeps the texts as a state of its own. That is no harm: it is set once, before anything is made that reads it, and VS Code
 * changes its language only by starting anew.
 */
export function applyDisplayLanguage(): void {
  if (l10n.bundle !== undefined) config({ contents: l10n.bundle });
}
