import { posix } from "node:path";
import type { TurnRecord } from "../../core/usageRecord.ts";
import { Gathering } from "../gathering.ts";
import { isJsonObject, parseObject, readText, type JsonObject } from "../lines.ts";
import { newCall } from "../newCall.ts";
import { readMs } from "../readMs.ts";
import type { LogFile, ReadRecords } from "../source.ts";
import { readThreadPlace } from "./threadPlace.ts";
import { readThreadUsage } from "./threadUsage.ts";

/** Reads a thread of Amp's. The rules and the evidence for them are in README.md. */
export function readThread(document: Buffer, file: LogFile): ReadRecords {
  const gathering = new Gathering();
  const thread = parseObject(document.toString("utf8"));
  if (thread === undefined || !(Array.isArray(thread["messages"]) || isJsonObject(thread["usageLedger"]))) {
    gathering.skip("malformed");
    return gathering;
  }
  const threadId = readText(thread["id"]) ?? posix.basename(file.relativePath, ".json");
  const { cwd, branch, toolVersion } = readThreadPlace(thread);
  const createdMs = readMs(thread["created"]);
  if (toolVersion !== undefined) {
    gathering.add({ kind: "session", sessionId: threadId, parentId: undefined, toolVersion });
  }
  for (const turn of turnsOf(thread["messages"], threadId, createdMs)) gathering.add(turn);
  for (const usage of readThreadUsage(thread)) {
    const atMs = typeof usage === "string" ? undefined : (usage.atMs ?? createdMs);
    if (typeof usage === "string" || atMs === undefined) {
      gathering.skip(typeof usage === "string" ? usage : "no-time");
      continue;
    }
    const { id, model, tokens, quality } = usage;
    gathering.add(
      newCall({
        family: threadId,
        member: id,
        atMs,
        model,
        tokens,
        quality,
        sessionId: threadId,
        ownerMs: createdMs ?? 0,
        cwd,
        branch,
      }),
    );
  }
  return gathering;
}

/** Messages of a person: with text, and not the answers of tools. */
function turnsOf(messages: unknown, threadId: string, createdMs: number | undefined): readonly TurnRecord[] {
  return (Array.isArray(messages) ? messages : []).filter(isJsonObject).flatMap((message) => {
    const id = message["messageId"];
    const atMs = sentAt(message) ?? createdMs;
    if (message["role"] !== "user" || !hasText(message) || atMs === undefined) return [];
    if (typeof id !== "number" && typeof id !== "string") return [];
    return [{ kind: "turn", id: `${threadId}/${id}`, sessionId: threadId, atMs }];
  });
}

function sentAt(message: JsonObject): number | undefined {
  return isJsonObject(message["meta"]) ? readMs(message["meta"]["sentAt"]) : undefined;
}

function hasText(message: JsonObject): boolean {
  const content = message["content"];
  return Array.isArray(content) && content.some((part) => isJsonObject(part) && part["type"] === "text");
}
