import { posix, win32 } from "node:path";
import type { LogRoot, Surroundings } from "../source.ts";

type PathApi = typeof posix;

/** Where Aider's settings and variables name its files, by the format of what is named. */
const NAMED = [
  { key: "analytics-log", variable: "AIDER_ANALYTICS_LOG" },
  { key: "chat-history-file", variable: "AIDER_CHAT_HISTORY_FILE" },
] as const;

const HISTORY = ".aider.chat.history.md";

/**
 * Aider keeps its files where it is started and has no list of these places. Roots are the files that its settings for the
 * whole home name, and the history of chats in the home folder itself; repositories have to be named by their owner.
 */
export function aiderRoots({ home, platform, env, readText }: Surroundings): readonly LogRoot[] {
  const path = platform === "win32" ? win32 : posix;
  const settings = readText(path.join(home, ".aider.conf.yml")) ?? "";
  const roots = NAMED.flatMap(({ key, variable }): LogRoot[] => [
    ...rootOf(path, home, env[variable], variable),
    ...rootOf(path, home, settingIn(settings, key), ".aider.conf.yml"),
  ]);
  roots.push({ path: path.join(home, HISTORY), origin: "default" });
  const seen = new Set<string>();
  return roots.filter((root) => !seen.has(root.path) && seen.add(root.path));
}

/** A relative path is taken from where Aider is started, which is not known; the home is as good a guess as any. */
function rootOf(path: PathApi, home: string, told: string | undefined, origin: string): LogRoot[] {
  const file = told?.trim() ?? "";
  if (file === "") return [];
  const named = /^~[\\/]/.test(file) ? path.join(home, file.slice(1)) : path.resolve(home, file);
  return [{ path: named, origin, isInProject: true }];
}

/** Value of a key on the top level of YAML: plain or quoted, perhaps with a comment behind it. */
function settingIn(yaml: string, key: string): string | undefined {
  const line = new RegExp(`^${key}\\s*:[ \\t]*(?:"([^"]*)"|'([^']*)'|([^#\\r\\n]*?))[ \\t]*(?:#.*)?\\r?$`, "m").exec(
    yaml,
  );
  return line?.[1] ?? line?.[2] ?? line?.[3];
}

/** Of the usual name at any depth; a file that is a root itself, or lies on top of one, may have another. */
export function isChatHistory(relativePath: string): boolean {
  if (posix.basename(relativePath) === HISTORY) return true;
  return !relativePath.includes("/") && relativePath.endsWith(".md");
}

/** The owner chooses the name. Where it is only one file among others, it should tell what it is. */
export function isAnalyticsLog(relativePath: string): boolean {
  const name = posix.basename(relativePath);
  if (relativePath.includes("/")) return /^[^/]*(?:aider|analytics)[^/]*\.(?:jsonl?|log)$/i.test(name);
  return /\.(?:jsonl?|ndjson|log|txt)$/i.test(name) || !name.slice(1).includes(".");
}

/** Folders that hold other people's code, where a whole repository is a root. */
const FOREIGN: ReadonlySet<string> = new Set(["node_modules", ".git", ".venv", "venv", "__pycache__"]);

export function entersAiderFolder(relativePath: string): boolean {
  return !FOREIGN.has(posix.basename(relativePath));
}
