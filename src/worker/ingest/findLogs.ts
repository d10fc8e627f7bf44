import { lstatSync, readdirSync, realpathSync, statSync, type Dirent } from "node:fs";
import { join } from "node:path";
import type { Source } from "../../sources/source.ts";

/** A log as it lies on the disk now. */
export interface FoundLog {
  readonly source: Source;
  /** Real path: the same file is found once, whichever links lead to it. */
  readonly path: string;
  readonly relativePath: string;
  readonly identity: string;
  readonly size: number;
  readonly mtimeMs: number;
}

export interface SearchedRoot {
  readonly source: Source;
  readonly path: string;
  readonly origin: string;
  readonly state: "read" | "missing" | "unreadable";
  readonly logs: number;
}

export interface Search {
  readonly logs: readonly FoundLog[];
  readonly roots: readonly SearchedRoot[];
  /** Folders that could not be listed: what lies below them is unknown, not gone. */
  readonly unreadableFolders: readonly string[];
}

/** A root to search, with the source whose logs it may hold. */
export interface RootToSearch {
  readonly source: Source;
  readonly path: string;
  readonly origin: string;
}

/** Deeper than any tool nests its logs; ends what links could make endless. */
const MAX_DEPTH = 16;

/** Finds every log below the roots. Faults of single files and folders never end the search. */
export function findLogs(roots: readonly RootToSearch[]): Search {
  const logs = new Map<string, FoundLog>();
  const unreadableFolders: string[] = [];
  const searched = roots.map(({ source, path, origin }): SearchedRoot => {
    const before = logs.size;
    const state = searchRoot(source, path, logs, unreadableFolders);
    return { source, path, origin, state, logs: logs.size - before };
  });
  return { logs: [...logs.values()], roots: searched, unreadableFolders };
}

function searchRoot(
  source: Source,
  root: string,
  logs: Map<string, FoundLog>,
  unreadable: string[],
): SearchedRoot["state"] {
  const visited = new Set<string>();
  let state: SearchedRoot["state"] = "read";

  const search = (folder: string, relative: string, depth: number): void => {
    let real: string;
    let entries: Dirent[];
    try {
      real = realpathSync.native(folder);
      if (visited.has(real) || depth > MAX_DEPTH) return;
      visited.add(real);
      entries = readdirSync(real, { withFileTypes: true });
    } catch (error) {
      if (isMissing(error)) {
        if (depth === 0) state = "missing";
        return;
      }
      unreadable.push(folder);
      if (depth === 0) state = "unreadable";
      return;
    }
    for (const entry of entries) {
      const path = join(real, entry.name);
      const below = relative === "" ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory()) search(path, below, depth + 1);
      else if (entry.isFile()) note(path, below);
      else if (entry.isSymbolicLink()) follow(path, below, depth);
    }
  };

  const follow = (link: string, below: string, depth: number): void => {
    try {
      const target = realpathSync.native(link);
      if (statSync(target).isDirectory()) search(target, below, depth + 1);
      else note(target, below);
    } catch {
      // A link to nowhere or in a circle holds no log.
    }
  };

  const note = (path: string, below: string): void => {
    if (!source.isLog(below)) return;
    const key = `${source.id}\n${path}`;
    if (logs.has(key)) return;
    try {
      const stat = lstatSync(path);
      if (!stat.isFile()) return;
      const identity = `${stat.dev}:${stat.ino}`;
      logs.set(key, { source, path, relativePath: below, identity, size: stat.size, mtimeMs: stat.mtimeMs });
    } catch {
      // Gone between the listing and the look: the next sweep will say so.
    }
  };

  search(root, "", 0);
  return state;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
