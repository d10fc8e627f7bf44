import { posix, win32 } from "node:path";
import type { LogRoot, Surroundings } from "../source.ts";

const LOG_FOLDERS = ["sessions", "archived_sessions"] as const;

/**
 * Active sessions come before archived ones. `CODEX_HOME` replaces the default and may list several homes; in a list, a
 * shell leaves the `~` of all but the first as it is.
 */
export function codexRoots({ home, platform, env }: Omit<Surroundings, "readText">): readonly LogRoot[] {
  const path = platform === "win32" ? win32 : posix;
  const listed = (env["CODEX_HOME"] ?? "")
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "")
    .map((entry) => (entry === "~" || /^~[\\/]/.test(entry) ? path.join(home, entry.slice(1)) : entry));
  const homes = listed.length > 0 ? [...new Set(listed)] : [path.join(home, ".codex")];
  const origin = listed.length > 0 ? "CODEX_HOME" : "default";
  return LOG_FOLDERS.flatMap((folder) => homes.map((codexHome) => ({ path: path.join(codexHome, folder), origin })));
}

/** Any JSON lines file: other programs write rollouts of this format into the same folders under names of their own. */
export function isCodexLog(relativePath: string): boolean {
  return /\.jsonl(\.zst)?$/.test(relativePath);
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** A file's identity by its name alone: the thread's UUID where the name holds one. */
export function identityByName(relativePath: string): { readonly threadId: string; readonly isCertain: boolean } {
  const stem = posix.basename(relativePath).replace(/\.jsonl(\.zst)?$/, "");
  const uuid = UUID.exec(stem)?.[0];
  return uuid === undefined ? { threadId: stem, isCertain: false } : { threadId: uuid, isCertain: true };
}
