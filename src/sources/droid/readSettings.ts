import type { SkipReason } from "../../core/usageRecord.ts";
import { NO_TOKENS, totalTokens, type TokenCounts } from "../../shared/tokenCounts.ts";
import { Gathering } from "../gathering.ts";
import { isJsonObject, parseObject, readCount, readInstant, readText, type JsonObject } from "../lines.ts";
import { newCall } from "../newCall.ts";
import { readMs } from "../readMs.ts";
import type { LogFile, ReadRecords } from "../source.ts";
import { callerInSettings } from "./callingSession.ts";
import { sessionIdOf, transcriptBeside } from "./paths.ts";
import { readTranscriptHead } from "./transcriptHead.ts";

/** Reads the settings of a session, which hold its running total. The rules and the evidence for them are in README.md. */
export function readSettings(document: Buffer, file: LogFile): ReadRecords {
  const gathering = new Gathering();
  const settings = parseObject(document.toString("utf8"));
  if (settings === undefined) {
    gathering.skip("malformed");
    return gathering;
  }
  const tokens = readTotal(settings);
  if (tokens === undefined) return gathering;
  const head = readTranscriptHead(file.readNeighbour(transcriptBeside(file.relativePath)) ?? "");
  const atMs = head.firstMs ?? lockedMs(settings);
  if (typeof tokens === "string" || atMs === undefined) {
    gathering.skip(typeof tokens === "string" ? tokens : "no-time");
    return gathering;
  }
  const sessionId = sessionIdOf(file.relativePath);
  const parentId = head.callerId ?? callerInSettings(settings);
  if (parentId !== undefined) gathering.add({ kind: "session", sessionId, parentId, toolVersion: undefined });
  gathering.add(
    newCall({
      family: `session/${sessionId}`,
      atMs,
      model: modelOf(settings),
      tokens,
      quality: "session-total",
      sessionId,
      agentId: parentId === undefined ? undefined : sessionId,
      cwd: head.cwd,
    }),
  );
  return gathering;
}

/**
 * The session's own total. One that includes its sub-agents, which have settings of their own, is taken only from settings
 * without the other and where there are no sub-agents. `undefined` where nothing was used.
 */
function readTotal(settings: JsonObject): TokenCounts | SkipReason | undefined {
  const children = settings["childInclusiveTokenUsageBySessionId"];
  const hasChildren = isJsonObject(children) && Object.keys(children).length > 0;
  const usage = settings["tokenUsage"] ?? (hasChildren ? undefined : settings["inclusiveTokenUsage"]);
  if (usage === undefined) return undefined;
  const tokens = isJsonObject(usage) ? readTokens(usage) : undefined;
  if (tokens === undefined) return "wrong-type";
  return totalTokens(tokens) === 0 ? undefined : tokens;
}

function readTokens(usage: JsonObject): TokenCounts | undefined {
  const freshInput = readCount(usage["inputTokens"]);
  const output = readCount(usage["outputTokens"]);
  const cacheWrite5m = readCount(usage["cacheCreationTokens"]);
  const cacheRead = readCount(usage["cacheReadTokens"]);
  const reasoning = readCount(usage["thinkingTokens"]);
  if (
    freshInput === undefined ||
    output === undefined ||
    cacheWrite5m === undefined ||
    cacheRead === undefined ||
    reasoning === undefined
  ) {
    return undefined;
  }
  return { ...NO_TOKENS, freshInput, cacheRead, cacheWrite5m, output: output + reasoning, reasoning };
}

/** The model in use now; where a router chooses it, the one it has chosen. */
function modelOf(settings: JsonObject): string {
  const routed = settings["effectiveFactoryRouterModel"];
  const chosen = isJsonObject(routed) ? readText(routed["modelId"]) : undefined;
  return chosen ?? readText(settings["model"]) ?? "";
}

/** When the session was bound to its provider, at its first request; copies of the settings keep it. */
function lockedMs(settings: JsonObject): number | undefined {
  const locked = settings["providerLockTimestamp"];
  return readInstant(locked) ?? readMs(locked);
}
