import { posix, win32 } from "node:path";
import { dataFolder, editorFolders } from "../editorFolders.ts";
import type { LogRoot, Surroundings } from "../source.ts";

/**
 * Amp's own data folders, and the storage its extension had in the editors before. `AMP_DATA_DIR` replaces the default and may
 * list several.
 */
export function ampRoots(surroundings: Surroundings): readonly LogRoot[] {
  const { platform, env } = surroundings;
  const path = platform === "win32" ? win32 : posix;
  const listed = (env["AMP_DATA_DIR"] ?? "").split(",").flatMap((entry) => entry.trim() || []);
  const folders = listed.length > 0 ? [...new Set(listed)] : [path.join(dataFolder(surroundings), "amp")];
  const origin = listed.length > 0 ? "AMP_DATA_DIR" : "default";
  return [
    ...folders.map((folder) => ({ path: path.join(folder, "threads"), origin })),
    ...editorFolders(surroundings).map((user) => ({
      path: path.join(user.path, "globalStorage", "sourcegraph.amp"),
      origin: user.editor,
    })),
  ];
}

/** A thread; in an editor's storage it is in a folder of its own. */
export function isThread(relativePath: string): boolean {
  return /^(threads\d*\/)?T-[^/]+\.json$/.test(relativePath);
}

export function mayHoldThreads(relativePath: string): boolean {
  return /^threads\d*$/.test(relativePath);
}
