import { claimToDay, claimToSession } from "../../core/outsideClaim.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import { contentKey } from "../../sources/contentKey.ts";
import { disjointTokens } from "../../sources/disjointTokens.ts";
import { readInstant } from "../../sources/lines.ts";
import { newCall } from "../../sources/newCall.ts";
import { countOf, textOf, type Attributes } from "../attributes.ts";
import type { CallReading, Emitter } from "../emitter.ts";

/**
 * Codex tells of every response, without its id. What a thread's rollout holds can thus not be told from what it lacks:
 * telemetry counts for threads that have no rollout here at all.
 */
export const codexEmitter: Emitter = {
  sourceId: "codex",
  // Spans carry the same events, stamped on their own, and would count each twice.
  readLog: ({ name, attributes, atMs }) =>
    name === "codex.sse_event" && attributes.get("event.kind") === "response.completed"
      ? readResponse(attributes, readInstant(attributes.get("event.timestamp")) ?? atMs)
      : undefined,
  countsTokens: ({ metric, attributes }) =>
    metric === "codex.turn.token_usage" && attributes.get("token_type") === "total",
};

function readResponse(attributes: Attributes, atMs: number | undefined): CallReading {
  const prompt = countOf(attributes, "input_token_count");
  const cacheRead = countOf(attributes, "cached_token_count");
  const output = countOf(attributes, "output_token_count");
  const reasoning = countOf(attributes, "reasoning_token_count");
  if (prompt === undefined || cacheRead === undefined || output === undefined || reasoning === undefined) {
    return "wrong-type";
  }
  const tokens = disjointTokens({ prompt, cacheRead, output, reasoning });
  if (totalTokens(tokens) === 0) return undefined;
  if (atMs === undefined) return "no-time";
  const thread = textOf(attributes, "conversation.id") ?? "";
  const model = textOf(attributes, "model", "slug") ?? "";
  return newCall({
    family: `response:${contentKey(thread, atMs, model, prompt, cacheRead, output, reasoning)}`,
    yieldsTo: thread === "" ? claimToDay(atMs) : claimToSession(thread),
    atMs,
    model,
    tokens,
    quality: "exact-call",
    sessionId: thread,
  });
}
