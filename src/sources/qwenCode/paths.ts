import { posix, win32 } from "node:path";
import type { LogRoot, Surroundings } from "../source.ts";

/** Where the ledger of usage, the transcripts and the sessions of the first versions are, below Qwen Code's folder. */
const FOLDERS = ["usage", "projects", "tmp"] as const;

/**
 * `QWEN_HOME` replaces `~/.qwen`. With `QWEN_RUNTIME_DIR` new logs are written elsewhere, while older ones stay where they
 * were: both are read.
 */
export function qwenRoots({ home, platform, env }: Omit<Surroundings, "readText">): readonly LogRoot[] {
  const path = platform === "win32" ? win32 : posix;
  const expand = (folder: string): string =>
    folder === "~" || /^~[\\/]/.test(folder) ? path.join(home, folder.slice(1)) : folder;
  const runtime = env["QWEN_RUNTIME_DIR"];
  const other = env["QWEN_HOME"];
  const bases = [
    ...(runtime ? [{ path: expand(runtime), origin: "QWEN_RUNTIME_DIR" }] : []),
    other ? { path: expand(other), origin: "QWEN_HOME" } : { path: path.join(home, ".qwen"), origin: "default" },
  ];
  const roots = bases.flatMap((base) =>
    FOLDERS.map((folder) => ({ path: path.join(base.path, folder), origin: base.origin })),
  );
  return roots.filter((root, index) => roots.findIndex((each) => each.path === root.path) === index);
}

/** A project's folder holds chats and sub-agents, and below `tmp` much that is of no use. */
export function entersQwenFolder(relativePath: string): boolean {
  return /^[^/]+(\/(chats|subagents)(\/.*)?)?$/.test(relativePath);
}

/** One file a month, by the writer's calendar. */
export function isUsageLedger(relativePath: string): boolean {
  return /^token-usage-[^/]+\.jsonl$/.test(relativePath);
}

export function isTranscript(relativePath: string): boolean {
  return /^[^/]+\/(chats|subagents\/[^/]+)\/[^/]+\.jsonl$/.test(relativePath);
}

/** The sub-agent whose transcript a file is, by its name. */
export function subagentOf(relativePath: string): string | undefined {
  return /\/subagents\/[^/]+\/agent-([^/]+)\.jsonl$/.exec(relativePath)?.[1];
}
