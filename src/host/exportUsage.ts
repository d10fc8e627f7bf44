import { basename, join } from "node:path";

import { t } from "@vscode/l10n";
import { ProgressLocation, Uri, commands, type QuickPickItem, window } from "vscode";

import { formatCount } from "../core/format.ts";
import { UserError } from "../shared/userError.ts";
import type { ExportFormat } from "../shared/workerProtocol.ts";

function choices(): readonly (QuickPickItem & { readonly format: ExportFormat })[] {
  return [
    { format: "csv", label: "CSV", description: t("One row per call, for spreadsheets") },
    { format: "json", label: "JSON", description: t("One object per call, for programs") },
  ];
}

/** Asks for a format and a file, lets `write` write every call to it and says how many there were. */
export async function exportUsage(
  home: string,
  nowMs: number,
  write: (format: ExportFormat, path: string) => Promise<number>,
): Promise<void> {
  const choice = await window.showQuickPick(choices(), {
    title: t("Token Legend: Export Usage"),
    placeHolder: t("Format"),
  });
  if (choice === undefined) return;
  const target = await window.showSaveDialog({
    title: t("Export Usage"),
    defaultUri: Uri.file(join(home, `token-legend-${dayOf(nowMs)}.${choice.format}`)),
    filters: { [choice.label]: [choice.format] },
  });
  if (target === undefined) return;
  if (target.scheme !== "file") {
    throw new UserError(t("The export can only be saved to a folder of the machine that the extension runs on."));
  }
  const name = basename(target.fsPath);
  const calls = await window.withProgress(
    { location: ProgressLocation.Notification, title: t("Token Legend: exporting to {0}", name) },
    () => write(choice.format, target.fsPath),
  );
  if (calls === 0) {
    await window.showInformationMessage(t("There is no call to export yet: {0} has none.", name));
    return;
  }
  // Not awaited by the progress, which would stay until the message is closed.
  const openFile = t("Open File");
  const picked = await window.showInformationMessage(
    calls === 1 ? t("Exported 1 call to {0}.", name) : t("Exported {0} calls to {1}.", formatCount(calls), name),
    openFile,
  );
  if (picked === openFile) await commands.executeCommand("vscode.open", target);
}

/** Local day, for a file name. */
function dayOf(nowMs: number): string {
  const date = new Date(nowMs);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}
