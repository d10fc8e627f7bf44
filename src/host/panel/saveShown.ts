import { basename, join } from "node:path";

import { t } from "@vscode/l10n";
import { Uri, commands, window } from "vscode";

import type { SavedContent } from "../../shared/panelProtocol.ts";
import { UserError } from "../../shared/userError.ts";
import { replaceFile } from "../hooks/replaceFile.ts";
import { bytesOf } from "./savedBytes.ts";

/** For its owner and whoever the folder lets in, as any file that a person saves. */
const ORDINARY_FILE = 0o644;

/** Asks where to, and writes there what the page shows: whole or not at all. */
export async function saveShown(home: string, saved: SavedContent): Promise<void> {
  const bytes = bytesOf(saved);
  const target = await window.showSaveDialog({
    title: saved.kind === "csv" ? t("Save as CSV") : t("Save Share Card"),
    defaultUri: Uri.file(join(home, `${saved.name}.${saved.kind}`)),
    filters: { [saved.kind.toUpperCase()]: [saved.kind] },
  });
  if (target === undefined) return;
  if (target.scheme !== "file") {
    throw new UserError(t("This can only be saved to a folder of the machine that the extension runs on."));
  }
  try {
    await replaceFile(target.fsPath, bytes, ORDINARY_FILE);
  } catch (fault) {
    throw new UserError(t("{0} cannot be written. Choose another folder.", basename(target.fsPath)), { cause: fault });
  }
  const openFile = t("Open File");
  const picked = await window.showInformationMessage(t("Saved {0}.", basename(target.fsPath)), openFile);
  if (picked === openFile) await commands.executeCommand("vscode.open", target);
}
