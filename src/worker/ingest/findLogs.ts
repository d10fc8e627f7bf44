import { readdirSync, realpathSync, statSync, type Dirent } from "node:fs";
import { basename, sep } from "node:path";
import type { LogFormat, LogRoot, Source } from "../../sources/source.ts";
import { stampLog, type LogStamp } from "./logStamp.ts";

/** A log as it lies on the disk now. */
export interface FoundLog extends LogStamp {
  readonly source: Source;
  readonly format: LogFormat;
  /** Real path: the same file is found once, whichever links lead to it. */
  readonly path: string;
  readonly relativePath: string;
}

export interface SearchedRoot extends RootToSearch {
  readonly state: "read" | "missing" | "unreadable";
  readonly logs: number;
}

export interface Search {
  readonly logs: readonly FoundLog[];
  readonly roots: readonly SearchedRoot[];
  /** What could not be looked at: it and what lies below it is unknown, not gone. */
  readonly unreadable: readonly UnreadablePath[];
}

export interface UnreadablePath {
  readonly source: Source;
  readonly path: string;
  /** A database that its owner has locked, or that is damaged: it is tried again at the next sweep. */
  readonly isStore?: true;
}

/** A root to search, a folder or a single file, with the source whose logs it may hold. */
export interface RootToSearch extends LogRoot {
  readonly source: Source;
}

/** Deeper than any tool nests its logs; ends what links could make endless. */
const MAX_DEPTH = 16;

/** Finds every log below the roots. Faults of single files and folders never end the search. */
export function findLogs(roots: readonly RootToSearch[]): Search {
  const logs = new Map<string, FoundLog>();
  const unreadable: UnreadablePath[] = [];
  const searched = roots.map((root): SearchedRoot => {
    const before = logs.size;
    const state = searchRoot(root.source, root.path, logs, unreadable);
    return { ...root, state, logs: logs.size - before };
  });
  return { logs: [...logs.values()], roots: searched, unreadable };
}

function searchRoot(
  source: Source,
  root: string,
  logs: Map<string, FoundLog>,
  unreadable: UnreadablePath[],
): SearchedRoot["state"] {
  const visited = new Set<string>();
  let state: SearchedRoot["state"] = "read";

  /** @param folder a real path, as those of entries in a real folder are */
  const search = (folder: string, relative: string, depth: number): void => {
    if (visited.has(folder) || depth > MAX_DEPTH) return;
    if (relative !== "" && source.entersFolder?.(relative) === false) return;
    visited.add(folder);
    let entries: Dirent[];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      giveUp(error, folder, depth);
      return;
    }
    for (const entry of entries) {
      const path = folder.endsWith(sep) ? folder + entry.name : folder + sep + entry.name;
      const below = relative === "" ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory()) search(path, below, depth + 1);
      else if (entry.isFile()) note(path, below);
      else if (entry.isSymbolicLink()) follow(path, below, depth);
    }
  };

  const giveUp = (error: unknown, folder: string, depth: number): void => {
    const isGone = isMissing(error, folder);
    if (!isGone) unreadable.push({ source, path: folder });
    if (depth === 0) state = isGone ? "missing" : "unreadable";
  };

  const follow = (link: string, below: string, depth: number): void => {
    try {
      const target = realpathSync.native(link);
      if (statSync(target).isDirectory()) search(target, below, depth + 1);
      else note(target, below);
    } catch (error) {
      // A link to nowhere or in a circle holds no log.
      if (!isMissing(error, link) && !isCircle(error)) unreadable.push({ source, path: link });
    }
  };

  const note = (path: string, below: string): void => {
    const format = source.formats.find((each) => each.isLog(below));
    if (format === undefined) return;
    const key = `${source.id}\n${path}`;
    if (logs.has(key)) return;
    try {
      const stamp = stampLog(path, format.kind);
      if (stamp !== undefined) logs.set(key, { source, format, path, relativePath: below, ...stamp });
    } catch (error) {
      // Gone between the listing and the look: the next sweep will say so.
      if (!isMissing(error, path)) unreadable.push({ source, path });
    }
  };

  try {
    const place = realpathSync.native(root);
    if (statSync(place).isFile()) note(place, basename(root));
    else search(place, "", 0);
  } catch (error) {
    giveUp(error, root, 0);
  }
  return state;
}

/** Stands in a path for bytes that are no text. */
const NO_TEXT = "\ufffd";

/** Whether nothing is there. A name that is no text cannot be asked for, so what it names is there and cannot be read. */
function isMissing(error: unknown, path: string): boolean {
  const code = codeOf(error);
  return (code === "ENOENT" || code === "ENOTDIR") && !path.includes(NO_TEXT);
}

function isCircle(error: unknown): boolean {
  return codeOf(error) === "ELOOP";
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
