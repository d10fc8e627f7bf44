import { posix, win32 } from "node:path";
import type { Surroundings } from "./source.ts";

/** An editor of VS Code's family: the name of its folder for user data. */
export const EDITORS = [
  "Code",
  "Code - Insiders",
  "VSCodium",
  "Cursor",
  "Windsurf",
  "Windsurf - Next",
  "Positron",
  "Trae",
  "Antigravity",
  "Kiro",
] as const;

/** Where an editor's server keeps user data, below the home: that of remote windows, WSL and containers. */
const SERVERS = [".vscode-server", ".vscode-server-insiders", ".vscode-remote", ".cursor-server", ".windsurf-server"];

export interface EditorFolder {
  /** The editor's `User` folder, with `globalStorage` and `workspaceStorage` in it. */
  readonly path: string;
  readonly editor: string;
}

type Places = Omit<Surroundings, "readText">;

/** Every folder with user data that an editor of VS Code's family may have here, those of its server included. */
export function editorFolders({ home, platform, env }: Places): readonly EditorFolder[] {
  const path = platform === "win32" ? win32 : posix;
  const appData = env["VSCODE_APPDATA"] ?? appDataFolder({ home, platform, env });
  const portable = env["VSCODE_PORTABLE"];
  return [
    ...(portable === undefined ? [] : [{ path: path.join(portable, "user-data", "User"), editor: "portable" }]),
    ...EDITORS.map((editor) => ({ path: path.join(appData, editor, "User"), editor })),
    ...SERVERS.map((server) => ({ path: path.join(home, server, "data", "User"), editor: server.slice(1) })),
    { path: path.join(dataFolder({ home, platform, env }), "code-server", "User"), editor: "code-server" },
  ];
}

/** Where programs with windows keep their data: `%APPDATA%`, `~/Library/Application Support`, `~/.config`. */
export function appDataFolder({ home, platform, env }: Places): string {
  if (platform === "darwin") return posix.join(home, "Library", "Application Support");
  if (platform === "win32") return env["APPDATA"] ?? win32.join(home, "AppData", "Roaming");
  return configFolder({ home, platform, env });
}

/** `$XDG_CONFIG_HOME`, by default `~/.config`: of command line tools on every platform. */
export function configFolder({ home, platform, env }: Places): string {
  return env["XDG_CONFIG_HOME"] || join(platform, home, ".config");
}

/** `$XDG_DATA_HOME`, by default `~/.local/share`: of command line tools on every platform. */
export function dataFolder({ home, platform, env }: Places): string {
  return env["XDG_DATA_HOME"] || join(platform, home, ".local", "share");
}

function join(platform: NodeJS.Platform, ...parts: readonly string[]): string {
  return platform === "win32" ? win32.join(...parts) : posix.join(...parts);
}
