import type { CallRecord, SkipReason, TurnRecord, UsageRecord } from "../../core/usageRecord.ts";
import { contentKey } from "../contentKey.ts";
import { isJsonObject, readText, type JsonObject } from "../lines.ts";
import { newCall } from "../newCall.ts";
import { identityOfEntry, identityOfMessage, isInherited, type Told } from "./identity.ts";
import { readMoment } from "./readMoment.ts";
import { readUsage } from "./readUsage.ts";
import { readHeader, type SessionDraft, type SessionState } from "./sessionState.ts";

/** How an assistant's sessions differ from Pi's own. */
export interface SessionDialect {
  /** Whether a message in the person's role was made by the tool. */
  readonly isAutomatic: (text: string, message: JsonObject) => boolean;
  /** Models that stand for the tool itself: their messages are no calls. */
  readonly pseudoModels: ReadonlySet<string>;
  /** The entry that a line tells, where it does not stand there as it is. */
  readonly entryOf?: (line: JsonObject) => JsonObject;
}

type Reading = UsageRecord | SkipReason | undefined;

/** Reads one entry of a session, and notes in `state` what it tells about later ones. */
export function readEntry(state: SessionDraft, entry: JsonObject, dialect: SessionDialect): Reading {
  const type = entry["type"];
  if (type === "session") return readHeader(state, entry);
  if (!state.isReadable) return undefined;
  switch (type) {
    case "message":
      return readMessage(state, entry, dialect);
    case "model_change":
      state.model = readText(entry["modelId"]) ?? readText(entry["model"]) ?? state.model;
      return undefined;
    case "custom":
      readSnapshot(state, entry);
      return undefined;
    case "compaction":
    case "branch_summary":
    case "usage":
      return readEntryCall(state, entry);
    default:
      return undefined;
  }
}

function readMessage(state: SessionDraft, entry: JsonObject, dialect: SessionDialect): Reading {
  const message = entry["message"];
  if (!isJsonObject(message)) return "wrong-type";
  switch (message["role"]) {
    case "assistant":
      return readAnswer(state, entry, message, dialect);
    case "user":
      return readTurn(state, entry, message, dialect);
    default:
      return undefined;
  }
}

/** A model's answer. One without `usage` tells nothing to count. */
function readAnswer(
  state: SessionDraft,
  entry: JsonObject,
  message: JsonObject,
  { pseudoModels }: SessionDialect,
): Reading {
  const told = readText(message["model"]);
  if (told !== undefined && pseudoModels.has(told)) return undefined;
  state.model = told ?? state.model;
  const reading = readTold(state, entry, message, message["usage"]);
  if (typeof reading !== "object") return reading;
  return callOf(state, reading, identityOfMessage(state, entry, message, reading));
}

/** A call that is no message: it wrote a summary, or it kept a cache warm. It may not tell its model. */
function readEntryCall(state: SessionState, entry: JsonObject): Reading {
  const reading = readTold(state, entry, entry, entry["usage"]);
  if (typeof reading !== "object") return reading;
  return callOf(state, reading, identityOfEntry(entry, reading));
}

interface ToldCall extends Told {
  readonly reportedNanos: number | undefined;
}

/** @param teller the entry or its message: whichever has the usage */
function readTold(
  state: SessionState,
  entry: JsonObject,
  teller: JsonObject,
  usage: unknown,
): ToldCall | SkipReason | undefined {
  if (usage === undefined || usage === null) return undefined;
  if (!isJsonObject(usage)) return "wrong-type";
  const read = readUsage(usage);
  if (typeof read !== "object") return read;
  const atMs = readMoment(entry["timestamp"]) ?? readMoment(teller["timestamp"]);
  if (atMs === undefined) return "no-time";
  return { ...read, atMs, model: readText(teller["model"]) ?? state.model ?? "" };
}

function callOf(
  state: SessionState,
  { atMs, model, tokens, reportedNanos }: ToldCall,
  identity: Pick<CallRecord, "family" | "member" | "yieldsTo">,
): CallRecord {
  return newCall({
    ...identity,
    atMs,
    model,
    tokens,
    quality: "exact-call",
    sessionId: state.sessionId,
    copyRank: isInherited(state, atMs) ? 2 : 0,
    ownerMs: state.startMs ?? 0,
    cwd: state.cwd ?? undefined,
    ...(reportedNanos === undefined ? {} : { reportedNanos }),
  });
}

/** The text makes the id together with the time, as ids of entries change when an old file is migrated. */
function readTurn(
  state: SessionState,
  entry: JsonObject,
  message: JsonObject,
  { isAutomatic }: SessionDialect,
): TurnRecord | SkipReason | undefined {
  const text = textOf(message["content"]);
  if (state.isSpawned || isAutomatic(text, message)) return undefined;
  const atMs = readMoment(entry["timestamp"]) ?? readMoment(message["timestamp"]);
  if (atMs === undefined) return "no-time";
  if (isInherited(state, atMs)) return undefined;
  return { kind: "turn", id: contentKey(atMs, text), sessionId: state.sessionId, atMs };
}

function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  const parts: readonly unknown[] = Array.isArray(content) ? content : [];
  return parts.map((part) => (isJsonObject(part) ? (readText(part["text"]) ?? "") : "")).join("\n");
}

/** OpenClaw notes the model of what follows in an entry of its own. */
function readSnapshot(state: SessionDraft, entry: JsonObject): void {
  const data = entry["data"];
  if (entry["customType"] !== "model-snapshot" || !isJsonObject(data)) return;
  state.model = readText(data["modelId"]) ?? readText(data["model"]) ?? state.model;
}
