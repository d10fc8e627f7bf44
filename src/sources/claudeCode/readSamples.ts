import { isSampled } from "../../core/recountSample.ts";
import type { CallRecord, SampleRecord } from "../../core/usageRecord.ts";
import { contentKey } from "../contentKey.ts";
import { isJsonObject, readText, type JsonObject } from "../lines.ts";

/**
 * The texts of a message that the model of a sampled call wrote, as far as they are shown: answers, thinking, and what tools
 * are asked for. A message is spread over lines with a block or two each, so its texts come one by one.
 */
export function readSamples(message: JsonObject, { family, member, model }: CallRecord): readonly SampleRecord[] {
  const content = message["content"];
  if (!isSampled(family) || !Array.isArray(content)) return [];
  return content.filter(isJsonObject).flatMap((block) => {
    const text = textOf(block);
    return text === undefined ? [] : [{ kind: "sample", family, member, model, part: contentKey(text), text }];
  });
}

function textOf(block: JsonObject): string | undefined {
  switch (block["type"]) {
    case "text":
      return readText(block["text"]);
    case "thinking":
      return readText(block["thinking"]);
    case "tool_use":
      return JSON.stringify(block["input"]);
    default:
      return undefined;
  }
}
