import { posix } from "node:path";
import type { SessionRecord } from "../../core/usageRecord.ts";
import { readText, type JsonObject } from "../lines.ts";
import { readMoment } from "./readMoment.ts";

/** What the entries read so far tell about those that follow. Plain JSON, so absent is `null`. */
export type SessionState = {
  readonly sessionId: string;
  /** Session this one was forked from. */
  readonly parentId: string | null;
  readonly startMs: number | null;
  readonly cwd: string | null;
  /** Of the latest entry that told one. */
  readonly model: string | null;
  /** Whether the header names a version of the format that is known. */
  readonly isReadable: boolean;
};

export type SessionDraft = { -readonly [Field in keyof SessionState]: SessionState[Field] };

/** Versions 2 and 3 say so; the first has no number. */
const VERSIONS: ReadonlySet<unknown> = new Set([undefined, null, 1, 2, 3]);

/** State before the first entry; the header, normally the first line, tells better. */
export function startSession(sessionId: string): SessionState {
  return { sessionId, parentId: null, startMs: null, cwd: null, model: null, isReadable: true };
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
    parentId: state.parentId ?? undefined,
    toolVersion: undefined,
  };
}

/** A file's session by its name, `<time>_<session>.jsonl` or `<session>.jsonl` with the suffixes of archives. */
export function sessionByName(path: string): string {
  const name = posix.basename(path.replaceAll("\\", "/")).replace(/\.jsonl(\..*)?$/, "");
  return name.replace(/^\d{4}-\d\d-\d\dT[\d-]+Z_/, "");
}
