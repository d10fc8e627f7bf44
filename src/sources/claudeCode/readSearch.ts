import { isJsonObject, readText, type JsonObject } from "../lines.ts";

const SEARCH_TOOL = "WebSearch";

export interface SearchAnswer {
  readonly toolUseId: string;
  /** As written; not looked at yet. */
  readonly count: unknown;
}

/** The number of web searches behind a tool's answer: the tool asks in a side call whose own usage is not written down. */
export function readSearchAnswer(line: JsonObject): SearchAnswer | undefined {
  const result = line["toolUseResult"];
  if (line["type"] !== "user" || !isJsonObject(result) || result["searchCount"] === undefined) return undefined;
  const toolUseId = answeredToolUse(line) ?? readText(line["uuid"]);
  return toolUseId === undefined ? undefined : { toolUseId, count: result["searchCount"] };
}

/** Ids of a message's tool uses that ask for web searches. */
export function readSearchUses(message: JsonObject): readonly string[] {
  const content = message["content"];
  if (!Array.isArray(content)) return [];
  const ids: string[] = [];
  for (const block of content.filter(isJsonObject)) {
    const id = readText(block["id"]);
    if (block["type"] === "tool_use" && block["name"] === SEARCH_TOOL && id !== undefined) ids.push(id);
  }
  return ids;
}

function answeredToolUse(line: JsonObject): string | undefined {
  const message = line["message"];
  const content = isJsonObject(message) ? message["content"] : undefined;
  if (!Array.isArray(content)) return undefined;
  const answer = content.filter(isJsonObject).find((block) => block["type"] === "tool_result");
  return readText(answer?.["tool_use_id"]);
}
