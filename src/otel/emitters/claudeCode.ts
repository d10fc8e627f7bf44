import { claimToCall, claimToDay, claimToSession } from "../../core/outsideClaim.ts";
import { NO_TOKENS, totalTokens } from "../../shared/tokenCounts.ts";
import { contentKey } from "../../sources/contentKey.ts";
import { readInstant } from "../../sources/lines.ts";
import { newCall } from "../../sources/newCall.ts";
import { countOf, numberOf, textOf, type Attributes } from "../attributes.ts";
import type { CallReading, Emitter } from "../emitter.ts";

const SCOPE = "com.anthropic.claude_code";
const NANOS_PER_USD = 1e9;

/**
 * Claude Code tells of every request, also of those that its transcripts leave out (titles, summaries). The request's id is
 * the one in the transcript, which has the better account: life times of cache writes, the message, the place.
 */
export const claudeCodeEmitter: Emitter = {
  sourceId: "claudeCode",
  readLog: ({ name, resource, scope, attributes, atMs }) => {
    const isRequest = name === "claude_code.api_request" || (name === "api_request" && isClaudeCode(resource, scope));
    return isRequest ? readRequest(attributes, readInstant(attributes.get("event.timestamp")) ?? atMs) : undefined;
  },
  // The events come as well where there are spans; only with an id do both tell of the same call.
  readSpan: ({ name, attributes, endMs }) =>
    name === "claude_code.llm_request" && textOf(attributes, "request_id") !== undefined
      ? readRequest(attributes, endMs)
      : undefined,
  countsTokens: ({ metric }) => metric === "claude_code.token.usage",
};

function isClaudeCode(resource: Attributes, scope: string): boolean {
  return scope.startsWith(SCOPE) || (textOf(resource, "service.name") ?? "").startsWith("claude-code");
}

function readRequest(attributes: Attributes, atMs: number | undefined): CallReading {
  const freshInput = countOf(attributes, "input_tokens");
  const cacheRead = countOf(attributes, "cache_read_tokens");
  const cacheWrite5m = countOf(attributes, "cache_creation_tokens");
  const output = countOf(attributes, "output_tokens");
  if (freshInput === undefined || cacheRead === undefined || cacheWrite5m === undefined || output === undefined) {
    return "wrong-type";
  }
  const tokens = { ...NO_TOKENS, freshInput, cacheRead, cacheWrite5m, output };
  if (totalTokens(tokens) === 0) return undefined;
  if (atMs === undefined) return "no-time";
  const requestId = textOf(attributes, "request_id");
  const sessionId = textOf(attributes, "session.id") ?? "";
  const model = textOf(attributes, "model", "gen_ai.request.model") ?? "";
  const usd = numberOf(attributes.get("cost_usd")) ?? 0;
  return newCall({
    family: `request:${requestId ?? contentKey(sessionId, atMs, model, freshInput, cacheRead, cacheWrite5m, output)}`,
    yieldsTo: claimOf(requestId, sessionId, atMs),
    atMs,
    model,
    serviceTier: textOf(attributes, "speed") === "fast" ? "fast" : "standard",
    tokens,
    quality: "exact-call",
    ...(usd > 0 ? { reportedNanos: Math.round(usd * NANOS_PER_USD) } : {}),
    sessionId,
  });
}

/** Without an id (gateways of other providers give none) the transcript of the session is taken to tell of the call. */
function claimOf(requestId: string | undefined, sessionId: string, atMs: number): string {
  if (requestId !== undefined) return claimToCall(requestId);
  return sessionId === "" ? claimToDay(atMs) : claimToSession(sessionId);
}
