import { posix, win32 } from "node:path";
import { dataFolder } from "../editorFolders.ts";
import type { LogRoot, Surroundings } from "../source.ts";

/** A tool made of OpenCode's core: the same files below a folder of its own, moved by variables of its own. */
export interface OpenCodeKin {
  /** Its folder among those for data. */
  readonly folder: string;
  /** Names another folder for data. */
  readonly folderVariable: string;
  /** Names the database, by an absolute path or one below the folder for data; `undefined` where none does. */
  readonly databaseVariable: string | undefined;
}

export const OPEN_CODE: OpenCodeKin = {
  folder: "opencode",
  folderVariable: "OPENCODE_DATA_DIR",
  databaseVariable: "OPENCODE_DB",
};

/** Where a tool of this kind keeps what it knows, on every platform as on Linux. */
export function openCodeRoots(kin: OpenCodeKin, surroundings: Omit<Surroundings, "readText">): readonly LogRoot[] {
  const { platform, env } = surroundings;
  const path = platform === "win32" ? win32 : posix;
  const usual = path.join(dataFolder(surroundings), kin.folder);
  const moved = env[kin.folderVariable];
  const database = kin.databaseVariable === undefined ? undefined : env[kin.databaseVariable];
  return [
    ...(moved ? [{ path: path.resolve(usual, moved), origin: kin.folderVariable }] : []),
    { path: usual, origin: env["XDG_DATA_HOME"] ? "XDG_DATA_HOME" : "default" },
    ...(kin.databaseVariable !== undefined && database && database !== ":memory:"
      ? [{ path: path.resolve(usual, database), origin: kin.databaseVariable }]
      : []),
  ];
}

/** The database itself lies at the top of the folder: one for each channel of releases, under a name of its own. */
export function isOpenCodeDatabase(relativePath: string): boolean {
  return /^[^/]+\.(db|sqlite3?)$/.test(relativePath);
}

/** `storage/message/<session>/<message>.json`, from before there was a database. */
export function isOpenCodeMessage(relativePath: string): boolean {
  return /^storage\/message\/[^/]+\/[^/]+\.json$/.test(relativePath);
}

/** Beside them lie parts of messages, snapshots and logs by the ten thousand. */
export function entersOpenCodeFolder(relativePath: string): boolean {
  return /^storage(\/message(\/[^/]+)?)?$/.test(relativePath);
}
