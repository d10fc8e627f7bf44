import { readdirSync } from "node:fs";
import { posix } from "node:path";
import type { Surroundings } from "../../sources/source.ts";
import { isSystemError } from "../isSystemError.ts";

export interface OtherHome {
  readonly surroundings: Surroundings;
  /** For Diagnostics, without anybody's name. */
  readonly origin: string;
}

/** Folders below `C:\Users` that are nobody's home. */
const NOBODYS = new Set(["all users", "default", "default user", "defaultapppool", "public", "wdagutilityaccount"]);

const WINDOWS_USERS = "/mnt/c/Users";

/**
 * Homes on the Windows side, seen from WSL: tools installed on both sides keep apart what they write. Variables of this side
 * say nothing about that one. The other way round there is none: looking into a WSL home from Windows would start that Linux
 * and keep it running, so there a person has to name its folders. With `--home DIR` the environment is empty, and so is this.
 */
export function otherHomes(
  { env, platform, readText }: Surroundings,
  list: (folder: string) => readonly string[] = listFolder,
): readonly OtherHome[] {
  if (platform !== "linux" || (env["WSL_DISTRO_NAME"] ?? "") === "") return [];
  return list(WINDOWS_USERS)
    .filter((name) => !NOBODYS.has(name.toLowerCase()))
    .map((name) => {
      const home = posix.join(WINDOWS_USERS, name);
      // Its paths are joined as Linux does it, but its folders lie as Windows has them.
      const folders = { VSCODE_APPDATA: posix.join(home, "AppData", "Roaming") };
      return { origin: "Windows", surroundings: { home, platform, env: folders, readText } };
    });
}

function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    // No such side, or none that may be looked at.
    return [];
  }
}
