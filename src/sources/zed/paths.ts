import { posix, win32 } from "node:path";
import { appDataFolder, dataFolder } from "../editorFolders.ts";
import type { LogRoot, Surroundings } from "../source.ts";

const DATABASE = "threads.db";

/** The database of threads with Zed's own agent. That of a remote project is on the machine with the window. */
export function zedRoots(surroundings: Omit<Surroundings, "readText">): readonly LogRoot[] {
  const { home, platform, env } = surroundings;
  const path = platform === "win32" ? win32 : posix;
  const at = (origin: string, folder: string): LogRoot => ({ path: path.join(folder, "threads", DATABASE), origin });
  if (platform === "darwin") return [at("default", path.join(appDataFolder(surroundings), "Zed"))];
  if (platform === "win32") {
    return [at("default", path.join(env["LOCALAPPDATA"] ?? path.join(home, "AppData", "Local"), "Zed"))];
  }
  const sandbox = env["FLATPAK_XDG_DATA_HOME"] || path.join(home, ".var", "app", "dev.zed.Zed", "data");
  return [at("default", path.join(dataFolder(surroundings), "zed")), at("Flatpak", path.join(sandbox, "zed"))];
}

export function isZedDatabase(relativePath: string): boolean {
  return relativePath === DATABASE;
}
