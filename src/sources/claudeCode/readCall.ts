import { createHash } from "node:crypto";
import type { CallRecord, SkipReason } from "../../core/usageRecord.ts";
import type { TokenCounts } from "../../shared/tokenCounts.ts";
import { isJsonObject, readInstant, readText, type JsonObject } from "../lines.ts";
import type { ClaudeState } from "./claudeState.ts";
import { isNothing, isUsOnly, readServiceTier, readTokens } from "./readUsage.ts";

/** Model of messages the tool makes itself: errors, limits, refusals. */
const SYNTHETIC = "<synthetic>";

type FileFacts = Pick<ClaudeState, "isCopy" | "fileSession">;
type Identity = Pick<CallRecord, "family" | "member" | "yieldsTo" | "alias">;
type Place = Pick<CallRecord, "atMs" | "sessionId" | "agentId" | "copyRank" | "ownerMs" | "cwd" | "branch">;

/** The usage of a line that tells of a call: an assistant's message. Old versions wrote no type on the line. */
export function usageOf(line: JsonObject): JsonObject | undefined {
  const message = line["message"];
  if (!isJsonObject(message)) return undefined;
  const type = line["type"];
  const isAnswer = type === "assistant" || (type === undefined && message["role"] === "assistant");
  const usage = message["usage"];
  return isAnswer && isJsonObject(usage) ? usage : undefined;
}

/** The calls one line tells of: its own and those of the advisors it asked, or why one of them cannot be used. */
export function readCalls(line: JsonObject, file: FileFacts): readonly (CallRecord | SkipReason)[] {
  const message = line["message"];
  const usage = usageOf(line);
  if (!isJsonObject(message) || usage === undefined) {
    return isJsonObject(message) && line["type"] === "assistant" && isOddUsage(message["usage"]) ? ["wrong-type"] : [];
  }
  const model = readText(message["model"]) ?? "";
  if (model === SYNTHETIC) return [];
  const own = readTokens(usage);
  const advisors = readAdvisors(usage);
  if (own !== undefined && isNothing(own) && advisors.length === 0) return [];
  const place = readPlace(line, file);
  if (place === undefined) return ["no-time"];
  const identity = identify(line, message);
  if (identity === undefined) return ["malformed"];
  const calls: (CallRecord | SkipReason)[] = [];
  if (own === undefined) calls.push("wrong-type");
  else if (!isNothing(own)) calls.push(makeCall(identity, place, model, usage, own));
  for (const [index, advisor] of advisors.entries()) {
    const tokens = readTokens(advisor);
    const advisorIdentity = { family: `${identity.family}:advisor:${index}`, member: "", yieldsTo: undefined };
    if (tokens === undefined) calls.push("wrong-type");
    else if (!isNothing(tokens)) {
      calls.push(makeCall(advisorIdentity, place, readText(advisor["model"]) ?? "", advisor, tokens));
    }
  }
  return calls;
}

/** A web search made for the tool in a call of its own that is not written down. */
export function makeSearch(id: string, place: Place, model: string, webSearches: number): CallRecord {
  const tokens = {
    freshInput: 0,
    cacheRead: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    output: 0,
    reasoning: 0,
    webSearches,
  };
  const identity = { family: `search:${id}`, member: "", yieldsTo: undefined };
  return { ...makeCall(identity, place, model, {}, tokens), calls: 0 };
}

/** Where and when a line was written; `undefined` where its time is unreadable. */
export function readPlace(line: JsonObject, file: FileFacts): Place | undefined {
  const atMs = readInstant(line["timestamp"]);
  if (atMs === undefined) return undefined;
  return {
    atMs,
    sessionId: readText(line["sessionId"]) ?? file.fileSession,
    agentId: readText(line["agentId"]),
    copyRank: readCopyRank(line, file),
    ownerMs: 0,
    cwd: readText(line["cwd"]),
    branch: readText(line["gitBranch"]),
  };
}

function readCopyRank(line: JsonObject, file: FileFacts): 0 | 1 | 2 {
  // A session sent to the background starts with a copy of the history it was forked from.
  if (file.isCopy || line["sessionKind"] === "bg") return 2;
  return line["isSidechain"] === true ? 1 : 0;
}

/**
 * A message's id names the call. Only a replay of a side question repeats an id with another request id, so a record with
 * both ids that is no side chain is the call itself, and any other record of that message gives way to it.
 */
function identify(line: JsonObject, message: JsonObject): Identity | undefined {
  const messageId = readText(message["id"]);
  const requestId = readText(line["requestId"]);
  if (messageId !== undefined) {
    if (requestId === undefined) return { family: messageId, member: "", yieldsTo: messageId };
    return line["isSidechain"] === true
      ? { family: messageId, member: "", yieldsTo: messageId, alias: requestId }
      : { family: messageId, member: requestId, yieldsTo: undefined };
  }
  if (requestId !== undefined) {
    return { family: `req:${requestId}`, member: "", yieldsTo: undefined, alias: requestId };
  }
  const lineId = readText(line["uuid"]) ?? fingerprint(message, line["timestamp"]);
  return lineId === undefined ? undefined : { family: `line:${lineId}`, member: "", yieldsTo: undefined };
}

/** Identity of a message that has no id at all: the same text at the same instant is the same message. */
export function fingerprint(message: JsonObject, timestamp: unknown): string | undefined {
  try {
    const text = JSON.stringify([message, timestamp]);
    return createHash("sha256").update(text).digest("hex").slice(0, 32);
  } catch {
    // Nested too deeply to be written again: no log of the tool is.
    return undefined;
  }
}

/** Calls to an advising model. They are billed apart and not contained in the message's own counts. */
function readAdvisors(usage: JsonObject): readonly JsonObject[] {
  const iterations = usage["iterations"];
  if (!Array.isArray(iterations) || iterations.length === 0) return [];
  return iterations.filter(isJsonObject).filter((iteration) => iteration["type"] === "advisor_message");
}

function isOddUsage(usage: unknown): boolean {
  return usage !== undefined && usage !== null;
}

function makeCall(identity: Identity, place: Place, model: string, usage: JsonObject, tokens: TokenCounts): CallRecord {
  const call: CallRecord = {
    kind: "call",
    family: identity.family,
    member: identity.member,
    yieldsTo: identity.yieldsTo,
    atMs: place.atMs,
    model,
    serviceTier: readServiceTier(usage),
    usOnly: isUsOnly(usage),
    tokens,
    calls: 1,
    quality: "exact-call",
    sessionId: place.sessionId,
    agentId: place.agentId,
    copyRank: place.copyRank,
    ownerMs: place.ownerMs,
    cwd: place.cwd,
    branch: place.branch,
  };
  return identity.alias === undefined ? call : { ...call, alias: identity.alias };
}
