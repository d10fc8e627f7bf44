import { hash } from "node:crypto";
import type { SkipReason, TurnRecord } from "../../core/usageRecord.ts";
import { isJsonObject, readInstant, readText, type JsonObject } from "../lines.ts";
import { isInherited, type CodexState } from "./codexState.ts";

/** Openings of messages that Codex makes itself and writes where a person's would be. */
const MADE_BY_TOOL = [
  "<environment_context>",
  "<user_instructions>",
  "<user_shell_command>",
  "<turn_aborted>",
  "<subagent_notification>",
  "# AGENTS.md instructions",
];

/** A turn id that holds one is the same in every copy and nowhere else. */
const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i;
const HASH_DIGITS = 16;

export type TurnReading = TurnRecord | SkipReason | undefined;

/** `user_message` event: what was typed, in `message`. */
export function readUserMessage(state: CodexState, line: JsonObject, payload: JsonObject): TurnReading {
  const kind = payload["kind"];
  if (kind === "environment_context" || kind === "user_instructions") return undefined;
  const message = payload["message"];
  return typeof message === "string" ? turnOf(state, line, payload, message) : "wrong-type";
}

/** `item_completed` event with a `UserMessage`: the same message in logs that are read page by page. */
export function readCompletedItem(state: CodexState, line: JsonObject, payload: JsonObject): TurnReading {
  const item = payload["item"];
  if (!isJsonObject(item) || item["type"] !== "UserMessage") return undefined;
  const content: readonly unknown[] = Array.isArray(item["content"]) ? item["content"] : [];
  const texts = content.map((part) => (isJsonObject(part) ? (readText(part["text"]) ?? "") : ""));
  return turnOf(state, line, payload, texts.join(""));
}

/**
 * A sub-agent is spoken to by its parent and not by a person.
 *
 * The id of a turn is a UUID in newer versions and kept by copies, even those stamped anew: with it, message and item are
 * one, and so are original and copy. Older versions number the turns of a session, or do not; there the session and the
 * time make the id.
 */
function turnOf(state: CodexState, line: JsonObject, payload: JsonObject, text: string): TurnReading {
  if (state.isSubagent || MADE_BY_TOOL.some((opening) => text.startsWith(opening))) return undefined;
  const atMs = readInstant(line["timestamp"]);
  if (atMs === undefined) return "no-time";
  if (isInherited(state, line, payload, atMs)) return undefined;
  const turnId = readText(payload["turn_id"]) ?? state.turnId;
  const scope = turnId !== null && UUID.test(turnId) ? turnId : `${state.threadId}:${atMs}`;
  return { kind: "turn", id: `${scope}:${hashOf(text)}`, sessionId: state.threadId, atMs };
}

/** Tells apart several messages of one turn. A hash, so that nothing of what was typed is kept. */
function hashOf(text: string): string {
  return hash("sha256", text).slice(0, HASH_DIGITS);
}
