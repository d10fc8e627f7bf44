import type { SkipReason } from "../../core/usageRecord.ts";
import { totalTokens, type TokenCounts } from "../../shared/tokenCounts.ts";
import { disjointTokens } from "../../sources/disjointTokens.ts";
import { countOf, textOf, type Attributes } from "../attributes.ts";
import type { MetricPoint, Span } from "../telemetry.ts";

/** What a span of the GenAI conventions tells of a call to a model. */
export interface ChatSpan {
  readonly atMs: number;
  readonly model: string;
  readonly tokens: TokenCounts;
}

/** Operations that are one call each; those of agents repeat the sums of theirs. */
const CALLS: ReadonlySet<unknown> = new Set(["chat", "generate_content", "text_completion"]);

/** Attributes of Copilot CLI's spans alone. The extension that runs it in the editor sends them on as its own. */
const OF_CLI = ["cost", "aiu", "nano_aiu", "initiator", "server_duration", "turn_id", "interaction_id"].map(
  (name) => `github.copilot.${name}`,
);

/**
 * Reads a span after the GenAI conventions, among them the names of older emitters; `undefined` where it is no call. The
 * prompt includes what was read from and written to a cache.
 */
export function readChatSpan({ attributes, startMs, endMs }: Span): ChatSpan | SkipReason | undefined {
  if (!CALLS.has(attributes.get("gen_ai.operation.name"))) return undefined;
  const prompt = countOf(attributes, "gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens");
  const output = countOf(attributes, "gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens");
  const cacheRead = countOf(attributes, "gen_ai.usage.cache_read.input_tokens");
  const cacheWrite = countOf(attributes, "gen_ai.usage.cache_creation.input_tokens");
  const reasoning = countOf(attributes, "gen_ai.usage.reasoning_tokens");
  if (
    prompt === undefined ||
    output === undefined ||
    cacheRead === undefined ||
    cacheWrite === undefined ||
    reasoning === undefined
  ) {
    return "wrong-type";
  }
  const tokens = disjointTokens({ prompt, cacheRead, cacheWrite, output, reasoning: Math.min(reasoning, output) });
  if (totalTokens(tokens) === 0) return undefined;
  const atMs = startMs ?? endMs;
  if (atMs === undefined) return "no-time";
  return { atMs, model: textOf(attributes, "gen_ai.response.model", "gen_ai.request.model") ?? "", tokens };
}

/** The conversation as the editor knows it, else as the model's provider does. */
export function conversationOf(attributes: Attributes): string | undefined {
  return textOf(attributes, "copilot_chat.chat_session_id", "gen_ai.conversation.id");
}

/** Which of the Copilots a span or point is of; `undefined` for another program's. */
export function copilotOf({ resource, attributes }: Span | MetricPoint): "chat" | "cli" | undefined {
  const service = textOf(resource, "service.name");
  if (service === "github-copilot") return "cli";
  if (service !== "copilot-chat") return undefined;
  return OF_CLI.some((name) => attributes.has(name)) ? "cli" : "chat";
}

/** Whether a point is of the conventions' token counter, which tells input and output apart and each once. */
export function isTokenUsage({ metric }: MetricPoint): boolean {
  return metric === "gen_ai.client.token.usage";
}
