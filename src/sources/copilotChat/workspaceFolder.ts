import { parseObject, readText } from "../lines.ts";
import type { LogFile } from "../source.ts";

/**
 * Folder that a window of an editor showed, as its storage tells: `workspace.json`, some folders above a log. A workspace of
 * several folders has no folder that all was done in.
 */
export function workspaceFolder(file: LogFile, workspaceJson: string): string | undefined {
  const text = file.readNeighbour(workspaceJson);
  const folder = text === undefined ? undefined : readText(parseObject(text)?.["folder"]);
  return folder === undefined ? undefined : pathOfUri(folder);
}

/** Path of `file:///home/ann/shop`, and of folders on other machines on those. */
export function pathOfUri(uri: string): string | undefined {
  const encoded = /^(?:file|vscode-remote):\/\/[^/]*(\/.*)$/.exec(uri)?.[1];
  if (encoded === undefined) return undefined;
  let path;
  try {
    path = decodeURIComponent(encoded);
  } catch {
    // A per cent sign that is none of an encoding.
    return undefined;
  }
  const drive = /^\/([a-z]):(\/.*)?$/i.exec(path);
  if (drive === null) return path;
  return `${(drive[1] ?? "").toUpperCase()}:${(drive[2] ?? "/").replaceAll("/", "\\")}`;
}
