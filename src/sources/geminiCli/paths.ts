import { hash } from "node:crypto";
import { posix, win32 } from "node:path";
import { isJsonObject, parseObject } from "../lines.ts";
import type { LogFile, LogRoot, Surroundings } from "../source.ts";

/** `GEMINI_CLI_HOME` stands in for the home folder. Inside macOS's sandbox the tool writes below `~/.cache` instead. */
export function geminiRoots({ home, platform, env }: Omit<Surroundings, "readText">): readonly LogRoot[] {
  const path = platform === "win32" ? win32 : posix;
  const other = env["GEMINI_CLI_HOME"];
  const origin = other ? "GEMINI_CLI_HOME" : "default";
  const roots = [{ path: path.join(other || home, ".gemini", "tmp"), origin }];
  if (platform === "darwin") {
    roots.push({ path: path.join(home, ".cache", ".gemini", "tmp"), origin: "sandbox" });
  }
  return roots;
}

/** Below a project's folder only `chats` holds sessions; beside it lie tool outputs and checkpoints, which may be many. */
export function entersChatFolder(relativePath: string): boolean {
  return /^[^/]+(\/chats(\/.*)?)?$/.test(relativePath);
}

/** A session, or a sub-agent's in a folder named after the session that started it. */
export function isChatLog(relativePath: string): boolean {
  return /^[^/]+\/chats\/([^/]+\/)?[^/]+\.jsonl$/.test(relativePath);
}

/** A session of before April 2026, when it was written anew as a whole at every change. */
export function isChatDocument(relativePath: string): boolean {
  return /^[^/]+\/chats\/([^/]+\/)?[^/]+\.json$/.test(relativePath);
}

/** What a chat file's place tells: `parentId` is the session in whose folder a sub-agent's lies. */
export function placeOf(relativePath: string): { readonly stem: string; readonly parentId: string | undefined } {
  const segments = relativePath.split("/");
  const stem = (segments.at(-1) ?? "").replace(/\.jsonl?$/, "");
  return { stem, parentId: segments.length === 4 ? segments[2] : undefined };
}

/**
 * Folder of the project a chat belongs to. Newer versions leave a marker with its path; `projects.json` maps paths to the
 * names of project folders. The oldest name the folder after the path's SHA-256.
 */
export function projectFolderOf({ relativePath, readNeighbour }: LogFile): string | undefined {
  const segments = relativePath.split("/");
  const up = "../".repeat(Math.max(0, segments.length - 2));
  const marker = readNeighbour(`${up}.project_root`)?.trim();
  if (marker) return marker;
  const registry = parseObject(readNeighbour(`${up}../../projects.json`) ?? "");
  const projects = registry?.["projects"];
  if (!isJsonObject(projects)) return undefined;
  const name = segments[0] ?? "";
  return Object.keys(projects).find((path) => projects[path] === name || hash("sha256", path) === name);
}
