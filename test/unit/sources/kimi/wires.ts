import { kimi } from "../../../../src/sources/kimi/source.ts";
import { formatOf } from "../../../support/readFormat.ts";

export const CODE = formatOf(kimi, "kimi-code", "lines");
export const CLI = formatOf(kimi, "kimi-cli", "lines");

/** When the first record of a log is from: 2026-07-17 10:00 UTC. */
export const START_MS = Date.UTC(2026, 6, 17, 10);

export const USAGE = { inputOther: 100, inputCacheRead: 2_500, inputCacheCreation: 10, output: 40 };

export function codePlace(state: object | undefined, session = "session_1", agent = "main"): object {
  const neighbours = state === undefined ? {} : { "../../state.json": JSON.stringify(state) };
  return { relativePath: `wd_shop_0123456789ab/${session}/agents/${agent}/wire.jsonl`, neighbours };
}

export const STATE = { createdAt: "2026-07-17T10:00:00.000Z", workDir: "/home/ann/shop" };

export const METADATA = { type: "metadata", protocol_version: "1.5", created_at: START_MS };

export function usage(afterMs: number, more: object = {}): object {
  return {
    type: "usage.record",
    model: "kimi-code/k3",
    usage: USAGE,
    usageScope: "turn",
    time: START_MS + afterMs,
    ...more,
  };
}

export function request(model: string): object {
  return { type: "llm.request", kind: "loop", provider: "kimi", model, modelAlias: "kimi-code/k3", time: START_MS };
}

export function prompt(afterMs: number, origin: object = { kind: "user" }, text = "Add a test."): object {
  return { type: "turn.prompt", input: [{ type: "text", text }], origin, time: START_MS + afterMs };
}

export const CLI_USAGE = { input_other: 100, output: 40, input_cache_read: 2_500, input_cache_creation: 10 };

export function message(type: string, payload: object, afterMs = 0): object {
  return { timestamp: (START_MS + afterMs) / 1_000, message: { type, payload } };
}

/** An id as long as those of replies from a provider. */
export const REPLY_ID = "chatcmpl-6a1f0c9de4b2a7d3";

export function status(messageId: string | undefined, afterMs = 0, tokenUsage: unknown = CLI_USAGE): object {
  return message("StatusUpdate", { token_usage: tokenUsage, message_id: messageId, context_tokens: 2_610 }, afterMs);
}
