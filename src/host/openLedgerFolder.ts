import { UIKind, Uri, commands, env, workspace } from "vscode";

/** Shows the folder in the system's file manager, or in a window of its own where the machine is another one. */
export async function openLedgerFolder(folder: string): Promise<void> {
  const uri = Uri.file(folder);
  await workspace.fs.createDirectory(uri);
  if (env.remoteName === undefined && env.uiKind === UIKind.Desktop) {
    await commands.executeCommand("revealFileInOS", uri);
  } else {
    await commands.executeCommand("vscode.openFolder", uri, { forceNewWindow: true });
  }
}
