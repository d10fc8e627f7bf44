import { claimToDay, claimToSession } from "../../core/outsideClaim.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import { contentKey } from "../../sources/contentKey.ts";
import { readChatTokens } from "../../sources/geminiCli/chatTokens.ts";
import { readInstant } from "../../sources/lines.ts";
import { newCall } from "../../sources/newCall.ts";
import { countOf, textOf, type Attributes } from "../attributes.ts";
import type { CallReading, Emitter } from "../emitter.ts";

const COUNTED_TYPES: ReadonlySet<unknown> = new Set(["input", "output", "thought", "tool"]);

/**
 * Gemini CLI tells of every response, without the id its chats know it by: telemetry counts for sessions that have no chat
 * here. The same response also comes as `gen_ai.client.inference.operation.details`, which is not read.
 */
export const geminiCliEmitter: Emitter = {
  sourceId: "geminiCli",
  readLog: ({ name, resource, attributes, atMs }) =>
    name === "gemini_cli.api_response"
      ? readResponse(resource, attributes, readInstant(attributes.get("event.timestamp")) ?? atMs)
      : undefined,
  // The cached part is within the input.
  countsTokens: ({ metric, attributes }) =>
    metric === "gemini_cli.token.usage" && COUNTED_TYPES.has(attributes.get("type")),
};

function readResponse(resource: Attributes, attributes: Attributes, atMs: number | undefined): CallReading {
  const counts = {
    input: countOf(attributes, "input_token_count"),
    output: countOf(attributes, "output_token_count"),
    cached: countOf(attributes, "cached_content_token_count"),
    thoughts: countOf(attributes, "thoughts_token_count"),
    tool: countOf(attributes, "tool_token_count"),
  };
  if (Object.values(counts).includes(undefined)) return "wrong-type";
  const tokens = readChatTokens({ ...counts, total: countOf(attributes, "total_token_count") });
  if (tokens === undefined) return "wrong-type";
  if (totalTokens(tokens) === 0) return undefined;
  if (atMs === undefined) return "no-time";
  const sessionId = textOf(attributes, "session.id") ?? textOf(resource, "session.id") ?? "";
  const model = textOf(attributes, "model") ?? "";
  const prompt = textOf(attributes, "prompt_id");
  return newCall({
    family: `response:${contentKey(sessionId, prompt, atMs, model, ...Object.values(counts))}`,
    yieldsTo: sessionId === "" ? claimToDay(atMs) : claimToSession(sessionId),
    atMs,
    model,
    tokens,
    quality: "exact-call",
    sessionId,
  });
}
