import { totalTokens } from "../../shared/tokenCounts.ts";
import type { CallRecord, SkipReason, TurnRecord } from "../../core/usageRecord.ts";
import { isJsonObject, readInstant, readText, type JsonObject } from "../lines.ts";
import { newCall } from "../newCall.ts";
import { readChatTokens } from "./chatTokens.ts";
import { isTypedContent } from "./typedContent.ts";

/** The conversation a message is in. */
export interface Chat {
  readonly sessionId: string;
  /** Spoken to by another session and not by a person. */
  readonly isSubagent: boolean;
  readonly cwd: string | undefined;
  /** Family of a better account of the session's calls. */
  readonly yieldsTo?: string;
}

/**
 * One message of a chat: a call where it holds token counts, a turn where a person typed it. It is written anew each time
 * it changes, first without counts, so the same id may come often.
 */
export function readChatMessage(message: JsonObject, chat: Chat): CallRecord | TurnRecord | SkipReason | undefined {
  const id = readText(message["id"]);
  if (id === undefined) return undefined;
  if (message["type"] === "user") return readTurn(message, id, chat);
  const counted = message["tokens"];
  return isJsonObject(counted) ? readReply(message, counted, id, chat) : undefined;
}

function readTurn(message: JsonObject, id: string, chat: Chat): TurnRecord | undefined {
  const atMs = readInstant(message["timestamp"]);
  if (chat.isSubagent || atMs === undefined || !isTypedContent(message["content"])) return undefined;
  return { kind: "turn", id, sessionId: chat.sessionId, atMs };
}

function readReply(
  message: JsonObject,
  counted: JsonObject,
  id: string,
  chat: Chat,
): CallRecord | SkipReason | undefined {
  const tokens = readChatTokens(counted);
  if (tokens === undefined) return "wrong-type";
  if (totalTokens(tokens) === 0) return undefined;
  const atMs = readInstant(message["timestamp"]);
  if (atMs === undefined) return "no-time";
  return newCall({
    family: `${chat.sessionId}/${id}`,
    yieldsTo: chat.yieldsTo,
    atMs,
    model: readText(message["model"]) ?? "",
    tokens,
    quality: "exact-call",
    sessionId: chat.sessionId,
    agentId: chat.isSubagent ? chat.sessionId : undefined,
    cwd: chat.cwd,
  });
}
