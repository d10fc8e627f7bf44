import { posix, win32 } from "node:path";
import type { LogRoot, Surroundings } from "../source.ts";

type PathApi = typeof posix;
type Places = Omit<Surroundings, "readText">;

/** Folders the desktop app keeps sessions in; each session has a `.claude/projects` of its own some levels below. */
const DESKTOP_FOLDERS = ["local-agent-mode-sessions", "claude-code-sessions"] as const;

/** Windows redirects what a Store package writes to `%APPDATA%` into a folder named after the package and its publisher. */
const STORE_PACKAGE = "Claude_pzs8sxrjxfjjc";

/** Every folder that may hold logs of this format: those of the command line tool first, then those of other programs. */
export function claudeRoots(surroundings: Places): readonly LogRoot[] {
  const path = surroundings.platform === "win32" ? win32 : posix;
  const roots = [...configRoots(surroundings, path), ...appRoots(surroundings, path)];
  const seen = new Set<string>();
  return roots.filter((root) => !seen.has(root.path) && seen.add(root.path));
}

/** `CLAUDE_CONFIG_DIR` replaces the default; readers of these logs accept a comma-separated list in it. */
function configRoots({ home, env }: Places, path: PathApi): LogRoot[] {
  const listed = (env["CLAUDE_CONFIG_DIR"] ?? "")
    .split(",")
    .map((folder) => folder.trim())
    .filter((folder) => folder !== "");
  if (listed.length > 0) {
    return listed.map((folder) => ({
      path: path.join(folder === "~" || /^~[\\/]/.test(folder) ? path.join(home, folder.slice(1)) : folder, "projects"),
      origin: "CLAUDE_CONFIG_DIR",
    }));
  }
  return [
    { path: path.join(home, ".claude", "projects"), origin: "default" },
    { path: path.join(configHome({ home, env }, path), "claude", "projects"), origin: "XDG default" },
  ];
}

function appRoots(surroundings: Places, path: PathApi): LogRoot[] {
  const { home, platform, env } = surroundings;
  const appFolder = appDataFolder(surroundings, path);
  const roots = DESKTOP_FOLDERS.map((store) => ({
    path: path.join(appFolder, "Claude", store),
    origin: "Claude Desktop",
  }));
  if (platform === "win32") {
    const local = env["LOCALAPPDATA"] ?? path.join(home, "AppData", "Local");
    const roaming = path.join(local, "Packages", STORE_PACKAGE, "LocalCache", "Roaming");
    for (const store of DESKTOP_FOLDERS) {
      roots.push({ path: path.join(roaming, "Claude", store), origin: "Claude Desktop (Store)" });
    }
  }
  roots.push({ path: path.join(appFolder, "CherryStudio", ".claude", "projects"), origin: "Cherry Studio" });
  roots.push({ path: path.join(home, ".openclaude", "projects"), origin: "OpenClaude" });
  return roots;
}

function appDataFolder(surroundings: Places, path: PathApi): string {
  const { home, platform, env } = surroundings;
  if (platform === "darwin") return path.join(home, "Library", "Application Support");
  if (platform === "win32") return env["APPDATA"] ?? path.join(home, "AppData", "Roaming");
  return configHome(surroundings, path);
}

function configHome({ home, env }: Pick<Places, "home" | "env">, path: PathApi): string {
  const xdg = env["XDG_CONFIG_HOME"];
  return xdg === undefined || xdg === "" ? path.join(home, ".config") : xdg;
}

/**
 * Any JSON lines file at any depth: sessions, sub-agents and workflows. The desktop app keeps an audit stream of the same
 * calls beside a session's `.claude` folder, in another format.
 */
export function isClaudeLog(relativePath: string): boolean {
  if (!/\.jsonl(\.zst)?$/.test(relativePath)) return false;
  return posix.basename(relativePath) !== "audit.jsonl" || /(^|\/)\.claude\/projects\//.test(relativePath);
}

/** Session a file belongs to by its name, for lines that do not tell: sub-agents' files lie in their session's folder. */
export function sessionByName(relativePath: string): string {
  const segments = relativePath.split("/");
  const subagents = segments.lastIndexOf("subagents");
  const name = subagents > 0 ? segments[subagents - 1] : segments.at(-1);
  return (name ?? "").replace(/\.jsonl(\.zst)?$/, "");
}

/** Whether the file only repeats what other files hold: history that was copied for compaction or a side question. */
export function isCopyByName(relativePath: string): boolean {
  return /^agent-(acompact-|aside_question-)/.test(posix.basename(relativePath));
}
