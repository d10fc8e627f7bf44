import { posix } from "node:path";
import type { SessionRecord } from "../../core/usageRecord.ts";
import { readText, type JsonObject } from "../lines.ts";
import type { LogFile } from "../source.ts";
import { readMoment } from "./readMoment.ts";

/** What the entries read so far tell about those that follow. Plain JSON, so absent is `null`. */
export type SessionState = {
  readonly sessionId: string;
  /** Session this one was forked from. */
  readonly parentId: string | null;
  /** A sub-agent's, to which another agent speaks and not a person. */
  readonly isSpawned: boolean;
  /** Session that started the sub-agent, where its place tells. */
  readonly spawnerId: string | null;
  readonly startMs: number | null;
  readonly cwd: string | null;
  /** Of the latest entry that told one. */
  readonly model: string | null;
  /** Whether the header names a version of the format that is known. */
  readonly isReadable: boolean;
};

export type SessionDraft = { -readonly [Field in keyof SessionState]: SessionState[Field] };

/** Versions from 2 on say so; the first has no number. */
const VERSIONS: ReadonlySet<unknown> = new Set([undefined, null, 1, 2, 3, 4]);

/** Start of a session file's name, and of the folder beside it that holds what belongs to the session. */
const NAME_TIME = /^\d{4}-\d\d-\d\dT[\d-]+Z_/;

/** Folders of sub-agents' sessions alone. */
const CHILDREN_FOLDERS: ReadonlySet<string> = new Set(["session-artifacts", "subagent-artifacts"]);

/** State before the first entry; the header, normally the first line, tells better. */
export function startSession(sessionId: string): SessionState {
  return {
    sessionId,
    parentId: null,
    isSpawned: false,
    spawnerId: null,
    startMs: null,
    cwd: null,
    model: null,
    isReadable: true,
  };
}

/** State before the first entry of a file. */
export function startFile({ relativePath, folder }: LogFile): SessionState {
  const folders = [...folder.split(/[\\/]/), ...relativePath.split("/").slice(0, -1)];
  const spawner = folders.findLast((name) => NAME_TIME.test(name));
  return {
    ...startSession(sessionByName(relativePath)),
    isSpawned: spawner !== undefined || folders.some((name) => CHILDREN_FOLDERS.has(name)),
    spawnerId: spawner === undefined ? null : sessionByName(spawner),
  };
}

/** Takes over what a header tells. Another one later in the file opens another session. */
export function readHeader(state: SessionDraft, header: JsonObject): SessionRecord | "unknown-format" {
  state.isReadable = VERSIONS.has(header["version"]);
  if (!state.isReadable) return "unknown-format";
  const parent = readText(header["parentSession"]) ?? readText(header["branchedFrom"]);
  state.sessionId = readText(header["id"]) ?? state.sessionId;
  state.parentId = parent === undefined ? null : sessionByName(parent);
  state.startMs = readMoment(header["timestamp"]) ?? null;
  state.cwd = readText(header["cwd"]) ?? null;
  state.model = readText(header["modelId"]) ?? null;
  return {
    kind: "session",
    sessionId: state.sessionId,
    parentId: state.parentId ?? state.spawnerId ?? undefined,
    toolVersion: undefined,
  };
}

/** A file's session by its name, `<time>_<session>.jsonl` or `<session>.jsonl` with the suffixes of archives. */
export function sessionByName(path: string): string {
  const name = posix.basename(path.replaceAll("\\", "/")).replace(/\.jsonl(\..*)?$/, "");
  return name.replace(NAME_TIME, "");
}
