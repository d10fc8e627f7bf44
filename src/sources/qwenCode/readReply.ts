import type { CallRecord, SkipReason } from "../../core/usageRecord.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import { isJsonObject, readCount, readInstant, readText, type JsonObject } from "../lines.ts";
import { newCall } from "../newCall.ts";
import { ledgerFamily } from "./ledgerFamily.ts";
import { qwenTokens } from "./qwenTokens.ts";
import type { TranscriptState } from "./transcriptState.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A reply of the model with its counts; nothing where it has none, as have lines that hold a call of a tool alone. */
export function readReply(state: TranscriptState, line: JsonObject): CallRecord | SkipReason | undefined {
  const usage = line["usageMetadata"];
  if (!isJsonObject(usage)) return undefined;
  const uuid = readText(line["uuid"]);
  const sessionId = readText(line["sessionId"]);
  const prompt = readCount(usage["promptTokenCount"]);
  const tool = readCount(usage["toolUsePromptTokenCount"]);
  const tokens = qwenTokens({
    prompt: prompt === undefined || tool === undefined ? undefined : prompt + tool,
    candidates: readCount(usage["candidatesTokenCount"]),
    thoughts: readCount(usage["thoughtsTokenCount"]),
    cached: readCount(usage["cachedContentTokenCount"]),
    total: usage["totalTokenCount"],
  });
  if (uuid === undefined || sessionId === undefined || tokens === undefined) return "wrong-type";
  if (totalTokens(tokens) === 0) return undefined;
  const atMs = readInstant(line["timestamp"]);
  if (atMs === undefined) return "no-time";
  const originId = originOf(line) ?? sessionId;
  return newCall({
    family: UUID.test(uuid) ? uuid : `${originId}/${uuid}`,
    yieldsTo: ledgerFamily(originId),
    atMs,
    model: readText(line["model"]) ?? state.model ?? "",
    tokens,
    quality: "exact-call",
    sessionId,
    agentId: readText(line["agentId"]) ?? state.subagent ?? undefined,
    copyRank: originId === sessionId ? 0 : 2,
    cwd: readText(line["cwd"]),
    branch: readText(line["gitBranch"]),
  });
}

/** The session whose line this is a copy of; `/branch` leaves the line's uuid as it was. */
function originOf(line: JsonObject): string | undefined {
  const fork = line["forkedFrom"];
  return isJsonObject(fork) ? readText(fork["sessionId"]) : undefined;
}
