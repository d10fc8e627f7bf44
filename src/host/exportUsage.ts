import { basename, join } from "node:path";

import { ProgressLocation, Uri, commands, type QuickPickItem, window } from "vscode";

import { formatQuantity } from "../core/format.ts";
import { UserError } from "../shared/userError.ts";
import type { ExportFormat } from "../shared/workerProtocol.ts";
import { PRODUCT_NAME } from "./ids.ts";

const CHOICES: readonly (QuickPickItem & { readonly format: ExportFormat })[] = [
  { format: "csv", label: "CSV", description: "One row per call, for spreadsheets" },
  { format: "json", label: "JSON", description: "One object per call, for programs" },
];

/** Asks for a format and a file, lets `write` write every call to it and says how many there were. */
export async function exportUsage(
  home: string,
  nowMs: number,
  write: (format: ExportFormat, path: string) => Promise<number>,
): Promise<void> {
  const choice = await window.showQuickPick(CHOICES, { title: `${PRODUCT_NAME}: Export Usage`, placeHolder: "Format" });
  if (choice === undefined) return;
  const target = await window.showSaveDialog({
    title: "Export Usage",
    defaultUri: Uri.file(join(home, `token-legend-${dayOf(nowMs)}.${choice.format}`)),
    filters: { [choice.label]: [choice.format] },
  });
  if (target === undefined) return;
  if (target.scheme !== "file") {
    throw new UserError("The export can only be saved to a folder of the machine that the extension runs on.");
  }
  const calls = await window.withProgress(
    { location: ProgressLocation.Notification, title: `${PRODUCT_NAME}: exporting to ${basename(target.fsPath)}` },
    () => write(choice.format, target.fsPath),
  );
  // Not awaited by the progress, which would stay until the message is closed.
  const picked = await window.showInformationMessage(
    `Exported ${formatQuantity(calls, "call")} to ${basename(target.fsPath)}.`,
    "Open File",
  );
  if (picked === "Open File") await commands.executeCommand("vscode.open", target);
}

/** Local day, for a file name. */
function dayOf(nowMs: number): string {
  const date = new Date(nowMs);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}
