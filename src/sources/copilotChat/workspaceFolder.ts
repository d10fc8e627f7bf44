import { parseObject, readText } from "../lines.ts";
import { pathOfUri } from "../pathOfUri.ts";
import type { LogFile } from "../source.ts";

/**
 * Folder that a window of an editor showed, as its storage tells: `workspace.json`, some folders above a log. A workspace of
 * several folders has no folder that all was done in.
 */
export function workspaceFolder(file: LogFile, workspaceJson: string): string | undefined {
  const text = file.readNeighbour(workspaceJson);
  const folder = text === undefined ? undefined : readText(parseObject(text)?.["folder"]);
  return folder === undefined ? undefined : pathOfFolder(folder);
}

/** Path of a folder's URI, and of folders on other machines on those. */
export function pathOfFolder(uri: string): string | undefined {
  return pathOfUri(uri.replace(/^vscode-remote:\/\/[^/]*/, "file://"));
}
