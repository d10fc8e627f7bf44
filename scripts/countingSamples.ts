import { isJsonObject, parseObject, readText, type JsonObject } from "../src/sources/lines.ts";

/** One response that a log holds whole: what the tool reported of it, and what it said. */
export interface CountingSample {
  readonly assistant: string;
  readonly model: string;
  /** Output tokens as reported, without reasoning where the log tells that apart. */
  readonly reported: number;
  /** Everything said that a log of it holds, in pieces that are counted each for itself. */
  readonly texts: readonly string[];
  readonly toolCalls: number;
  /** The log holds thinking, mostly only a summary of it, while all of it is in what was reported. */
  readonly hasThinking: boolean;
}

type Said = Pick<CountingSample, "texts" | "toolCalls" | "hasThinking">;

/** Reads the responses of a Claude Code log of which the final count is certain. */
export function claudeCodeSamples(log: string): CountingSample[] {
  const responses = new Map<string, JsonObject[]>();
  for (const line of log.split("\n")) {
    const message = parseObject(line)?.["message"];
    if (!isJsonObject(message) || message["role"] !== "assistant") continue;
    const id = readText(message["id"]);
    if (id !== undefined) responses.set(id, [...(responses.get(id) ?? []), message]);
  }
  return [...responses.values()].flatMap((messages) => {
    const counts = messages.map((message) => countAt(message, "usage", "output_tokens"));
    const reported = Math.max(...counts);
    // A line written while the response was streaming has a placeholder, and often no other line ever follows.
    const isFinal =
      reported > Math.min(...counts) || messages.some((message) => readText(message["stop_reason"]) !== undefined);
    if (!isFinal) return [];
    return sampleOf(
      "Claude Code",
      messages[0],
      reported,
      said(messages.flatMap((message) => list(message["content"]))),
    );
  });
}

/** Reads the responses of a Pi session. */
export function piSamples(log: string): CountingSample[] {
  return log.split("\n").flatMap((line) => {
    const message = parseObject(line)?.["message"];
    if (!isJsonObject(message) || message["role"] !== "assistant") return [];
    const wasCut = message["stopReason"] === "aborted" || message["stopReason"] === "error";
    if (wasCut) return [];
    return sampleOf("Pi", message, countAt(message, "usage", "output"), said(list(message["content"])));
  });
}

/** Reads the responses of a Gemini CLI session; what was thought is counted apart there, so it is left out on both sides. */
export function geminiSamples(log: string): CountingSample[] {
  return list(parseObject(log)?.["messages"]).flatMap((message) => {
    const blocks = [
      { type: "text", text: message["content"] },
      ...list(message["toolCalls"]).map((call) => ({ type: "toolCall", name: call["name"], arguments: call["args"] })),
    ];
    return sampleOf("Gemini CLI", message, countAt(message, "tokens", "output"), said(blocks));
  });
}

/** Reads one response of OpenCode from its message's file and those of its parts. */
export function openCodeSamples(message: string, parts: readonly string[]): CountingSample[] {
  const response = parseObject(message);
  if (response === undefined) return [];
  const blocks = parts.flatMap((part) => {
    const block = parseObject(part);
    if (block?.["type"] !== "tool") return block === undefined ? [] : [block];
    const input = isJsonObject(block["state"]) ? block["state"]["input"] : undefined;
    return [{ type: "toolCall", name: block["tool"], arguments: input }];
  });
  const reported = countAt(response, "tokens", "output");
  return sampleOf("OpenCode", { model: response["modelID"] }, reported, said(blocks));
}

function sampleOf(assistant: string, message: JsonObject | undefined, reported: number, what: Said): CountingSample[] {
  const model = readText(message?.["model"]);
  if (model === undefined || reported <= 0 || what.texts.length === 0) return [];
  return [{ assistant, model, reported, ...what }];
}

function said(blocks: readonly JsonObject[]): Said {
  const calls = blocks.filter((block) => block["type"] === "tool_use" || block["type"] === "toolCall");
  const thinking = blocks.filter((block) => block["type"] === "thinking" || block["type"] === "reasoning");
  const texts = [
    ...blocks.filter((block) => block["type"] === "text").map((block) => readText(block["text"])),
    ...thinking.map((block) => readText(block["thinking"] ?? block["text"])),
    ...calls.flatMap((call) => [readText(call["name"]), JSON.stringify(call["input"] ?? call["arguments"] ?? {})]),
  ];
  return {
    texts: texts.flatMap((text) => (text === undefined || text === "" ? [] : [text])),
    toolCalls: calls.length,
    hasThinking: thinking.length > 0 || blocks.some((block) => block["type"] === "redacted_thinking"),
  };
}

function countAt(message: JsonObject, holder: string, field: string): number {
  const counts = message[holder];
  const count = isJsonObject(counts) ? counts[field] : undefined;
  return typeof count === "number" ? count : 0;
}

function list(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter((each) => isJsonObject(each)) : [];
}
