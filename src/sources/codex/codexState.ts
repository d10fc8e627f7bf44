import type { JsonObject } from "../lines.ts";
import { readText } from "../lines.ts";
import type { LogFile } from "../source.ts";
import type { CodexUsage } from "./codexUsage.ts";
import { identityByName } from "./paths.ts";

/** What the lines read so far tell about the rest of the file. Plain JSON, so absent is `null`. */
export type CodexState = {
  /** The thread whose log this file is. */
  readonly threadId: string;
  /** Whether `threadId` is told (by `session_meta` or a UUID in the file name) and not just the name of the file. */
  readonly isIdentified: boolean;
  readonly hasMeta: boolean;
  /** `session_id` of the first `session_meta`: shared by all threads of one tree of agents. */
  readonly treeId: string | null;
  /** Oldest ancestor the file names; the thread itself where it was not forked. */
  readonly rootId: string;
  readonly startMs: number | null;
  /** First ordinal of the thread's own records; those before it are its parent's. */
  readonly ownOrdinal: number | null;
  readonly isFork: boolean;
  readonly isSubagent: boolean;
  readonly turnModel: string | null;
  readonly threadModel: string | null;
  readonly turnTier: string | null;
  readonly threadTier: string | null;
  readonly turnId: string | null;
  readonly cwd: string | null;
  readonly branch: string | null;
  /** Cumulative total of the latest `token_count`. */
  readonly previousTotal: CodexUsage | null;
  /** Highest cumulative total so far, field by field. */
  readonly highWater: CodexUsage | null;
};

export type CodexDraft = { -readonly [Field in keyof CodexState]: CodexState[Field] };

export function startState(file: Pick<LogFile, "relativePath">): CodexState {
  const { threadId, isCertain } = identityByName(file.relativePath);
  return {
    threadId,
    isIdentified: isCertain,
    hasMeta: false,
    treeId: null,
    rootId: threadId,
    startMs: null,
    ownOrdinal: null,
    isFork: false,
    isSubagent: false,
    turnModel: null,
    threadModel: null,
    turnTier: null,
    threadTier: null,
    turnId: null,
    cwd: null,
    branch: null,
    previousTotal: null,
    highWater: null,
  };
}

/**
 * Whether a record is a copy of another thread's history: it lies before this thread's own start, names another thread,
 * or is older than the thread. Copies that are stamped anew pass; their key makes them one with the original.
 */
export function isInherited(state: CodexState, line: JsonObject, payload: JsonObject, atMs: number): boolean {
  const ordinal = line["ordinal"];
  if (state.ownOrdinal !== null && typeof ordinal === "number" && ordinal < state.ownOrdinal) return true;
  if (state.isIdentified && isOfAnotherThread(state, payload)) return true;
  return state.startMs !== null && atMs < state.startMs;
}

function isOfAnotherThread(state: CodexState, payload: JsonObject): boolean {
  const threadId = readText(payload["thread_id"]);
  if (threadId !== undefined) return threadId !== state.threadId;
  const sessionId = readText(payload["session_id"]);
  return sessionId !== undefined && sessionId !== state.threadId && sessionId !== state.treeId;
}
