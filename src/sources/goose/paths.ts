import { posix, win32 } from "node:path";
import { appDataFolder, dataFolder } from "../editorFolders.ts";
import type { LogRoot, Surroundings } from "../source.ts";

const DATABASE = "sessions.db";

/** The database of sessions, wherever this or an older version has it. */
export function gooseRoots(surroundings: Omit<Surroundings, "readText">): readonly LogRoot[] {
  const { platform, env } = surroundings;
  const path = platform === "win32" ? win32 : posix;
  const at = (origin: string, ...folders: readonly string[]): LogRoot => ({
    path: path.join(...folders, "sessions", DATABASE),
    origin,
  });
  const moved = env["GOOSE_PATH_ROOT"];
  const appData = appDataFolder(surroundings);
  return [
    ...(moved ? [at("GOOSE_PATH_ROOT", moved, "data")] : []),
    at("default", dataFolder(surroundings), "goose"),
    ...(platform === "win32"
      ? [at("default", appData, "Block", "goose", "data"), at("default", appData, "Block", "goose")]
      : []),
    ...(platform === "darwin" ? [at("older versions", appData, "goose")] : []),
  ];
}

export function isGooseDatabase(relativePath: string): boolean {
  return relativePath === DATABASE;
}
