import { t } from "@vscode/l10n";

import { posix, win32 } from "node:path";

import { UserError } from "../shared/userError.ts";

const FOLDER_NAME = "token-legend";

export interface LedgerSurroundings {
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Folder of the one ledger of this user on this machine: `TOKEN_LEGEND_HOME`, else the platform's place for user data.
 * @throws UserError when `TOKEN_LEGEND_HOME` is not an absolute path: every process must find the same folder, wherever
 * it was started.
 */
export function ledgerFolder({ home, platform, env }: LedgerSurroundings): string {
  const path = platform === "win32" ? win32 : posix;
  const override = env["TOKEN_LEGEND_HOME"];
  if (override !== undefined && override !== "") {
    if (path.isAbsolute(override)) return path.normalize(override);
    throw new UserError(t("TOKEN_LEGEND_HOME must be an absolute path. Change it or unset it."));
  }
  switch (platform) {
    case "win32":
      return path.join(absolute(env["LOCALAPPDATA"]) ?? path.join(home, "AppData", "Local"), FOLDER_NAME);
    case "darwin":
      return path.join(home, "Library", "Application Support", FOLDER_NAME);
    default:
      return path.join(absolute(env["XDG_DATA_HOME"]) ?? path.join(home, ".local", "share"), FOLDER_NAME);
  }

  /** The XDG rules tell to ignore a relative path. */
  function absolute(folder: string | undefined): string | undefined {
    return folder !== undefined && path.isAbsolute(folder) ? folder : undefined;
  }
}
