import { posix, win32 } from "node:path";
import { editorFolders } from "../editorFolders.ts";
import type { LogRoot, Surroundings } from "../source.ts";

const DATABASE = "state.vscdb";

/** The one database of Cursor's window side; workspaces have databases of the same name, without usage in them. */
export function cursorRoots(surroundings: Omit<Surroundings, "readText">): readonly LogRoot[] {
  const path = surroundings.platform === "win32" ? win32 : posix;
  return editorFolders(surroundings)
    .filter((folder) => folder.editor === "Cursor")
    .map((folder) => ({ path: path.join(folder.path, "globalStorage", DATABASE), origin: "default" }));
}

export function isCursorDatabase(relativePath: string): boolean {
  return relativePath === DATABASE;
}
