import type { TurnRecord } from "../../core/usageRecord.ts";
import { isTypedContent } from "../geminiCli/typedContent.ts";
import { isJsonObject, readInstant, readText, type JsonObject } from "../lines.ts";
import type { TranscriptState } from "./transcriptState.ts";

/** Tag of a message that tells of a background task, for versions that do not mark it. */
const NOTIFICATION = /^\s*<task-notification>/;

/** A message that a person typed: not a copy in a branch, a sub-agent's task, a notification or a scheduled prompt. */
export function readTurn(state: TranscriptState, line: JsonObject): TurnRecord | undefined {
  if (line["type"] !== "user" || !isMarkedAsPersons(line)) return undefined;
  if (state.subagent !== null || line["isSidechain"] === true || line["forkedFrom"] !== undefined) return undefined;
  const id = readText(line["uuid"]);
  const sessionId = readText(line["sessionId"]);
  const atMs = readInstant(line["timestamp"]);
  const message = line["message"];
  const parts = isJsonObject(message) ? message["parts"] : undefined;
  if (id === undefined || sessionId === undefined || atMs === undefined) return undefined;
  return isTypedContent(parts) && !isNotification(parts) ? { kind: "turn", id, sessionId, atMs } : undefined;
}

/** Since 0.21 a line says where its content comes from. A message typed while the model works has a kind of its own. */
function isMarkedAsPersons(line: JsonObject): boolean {
  const { provenance, subtype } = line;
  return (
    (provenance === undefined || provenance === "real_user") &&
    (subtype === undefined || subtype === "mid_turn_user_message")
  );
}

function isNotification(parts: unknown): boolean {
  if (!Array.isArray(parts)) return false;
  return parts.some((part) => isJsonObject(part) && NOTIFICATION.test(readText(part["text"]) ?? ""));
}
