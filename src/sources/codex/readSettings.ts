import type { SessionRecord } from "../../core/usageRecord.ts";
import { isJsonObject, readInstant, readText, type JsonObject } from "../lines.ts";
import type { CodexDraft } from "./codexState.ts";

/**
 * The first `session_meta` says whose log the file is and is answered as a record. Those after it belong to ancestors
 * whose history was copied, nearest first, and only move the root.
 */
export function readSessionMeta(state: CodexDraft, line: JsonObject, payload: JsonObject): SessionRecord | undefined {
  const id = readText(payload["id"]) ?? readText(payload["thread_id"]) ?? readText(payload["session_id"]);
  const forkedFrom = readText(payload["forked_from_id"]);
  if (state.hasMeta) {
    if (id !== undefined && id !== state.threadId) state.rootId = forkedFrom ?? id;
    return undefined;
  }
  const spawn = readSpawn(payload["source"]);
  state.hasMeta = true;
  state.threadId = id ?? state.threadId;
  state.isIdentified ||= id !== undefined;
  state.treeId = readText(payload["session_id"]) ?? null;
  state.rootId = forkedFrom ?? state.threadId;
  state.startMs = readInstant(payload["timestamp"]) ?? readInstant(line["timestamp"]) ?? null;
  state.ownOrdinal = readOwnOrdinal(payload);
  state.isFork = forkedFrom !== undefined;
  state.isSubagent = spawn.isSubagent || payload["thread_source"] === "subagent";
  state.cwd = readText(payload["cwd"]) ?? null;
  state.branch = (isJsonObject(payload["git"]) ? readText(payload["git"]["branch"]) : undefined) ?? null;
  return {
    kind: "session",
    sessionId: state.threadId,
    parentId: readText(payload["parent_thread_id"]) ?? spawn.parentId ?? forkedFrom,
    toolVersion: readText(payload["cli_version"]),
  };
}

/** Sub-agents are told as `source: "subagent"`, `{subagent: "review"}` or `{subagent: {thread_spawn: {…}}}`. */
function readSpawn(source: unknown): { readonly isSubagent: boolean; readonly parentId: string | undefined } {
  if (!isJsonObject(source)) return { isSubagent: source === "subagent", parentId: undefined };
  const subagent = source["subagent"];
  const spawn = isJsonObject(subagent) ? subagent["thread_spawn"] : undefined;
  return {
    isSubagent: subagent !== undefined && subagent !== null,
    parentId: isJsonObject(spawn) ? readText(spawn["parent_thread_id"]) : undefined,
  };
}

function readOwnOrdinal(payload: JsonObject): number | null {
  const base = payload["history_base"];
  const ordinals = [
    isJsonObject(base) ? base["end_ordinal_exclusive"] : undefined,
    payload["subagent_history_start_ordinal"],
  ].filter((ordinal) => typeof ordinal === "number");
  return ordinals.length === 0 ? null : Math.max(...ordinals);
}

export function readTurnContext(state: CodexDraft, payload: JsonObject): void {
  state.turnModel = readText(payload["model"]) ?? state.turnModel;
  state.turnTier = readText(payload["service_tier"]) ?? null;
  state.turnId = readText(payload["turn_id"]) ?? state.turnId;
  state.cwd = readText(payload["cwd"]) ?? state.cwd;
}

/** What a person chose for the thread; it holds where the turn itself does not tell. */
export function readThreadSettings(state: CodexDraft, payload: JsonObject): void {
  const settings = isJsonObject(payload["thread_settings"]) ? payload["thread_settings"] : payload;
  state.threadModel = readText(settings["model"]) ?? state.threadModel;
  state.threadTier = readText(settings["service_tier"]) ?? null;
}
