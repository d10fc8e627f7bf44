import { isJsonObject, readText, type JsonObject } from "../lines.ts";

/** Texts of a request, to be counted where nothing else tells its tokens. */
export interface RequestText {
  readonly prompt: string;
  readonly output: string;
}

/**
 * The texts that are written down once: the message as it was put into the prompt, with its attachments and surroundings,
 * and what the model answered. The instructions, the tools, earlier messages and tool results were sent too, the
 * latter many times; how much of them is not told.
 */
export function requestText(request: JsonObject, metadata: JsonObject): RequestText {
  const rendered = [...textsIn(metadata["renderedGlobalContext"]), ...textsIn(metadata["renderedUserMessage"])];
  const rounds = objectsIn(metadata["toolCallRounds"]);
  const answers = rounds.length > 0 ? rounds.flatMap(roundTexts) : objectsIn(request["response"]).flatMap(partTexts);
  return { prompt: rendered.length > 0 ? rendered.join("\n") : messageText(request), output: answers.join("\n") };
}

/** What a person typed. */
export function messageText(request: JsonObject): string {
  const { message } = request;
  return readText(isJsonObject(message) ? message["text"] : message) ?? "";
}

/** One call of several that an agent makes: what it said and thought, and the arguments of the tools it called. */
function roundTexts(round: JsonObject): readonly string[] {
  const { thinking } = round;
  const thoughts = isJsonObject(thinking) ? stringsIn(thinking["text"]) : [];
  const calls = objectsIn(round["toolCalls"]).flatMap((call) => stringsIn(call["arguments"]));
  return [...thoughts, ...stringsIn(round["response"]), ...calls];
}

/** A part of an answer as it is shown: text, thoughts, or edits of a file. */
function partTexts(part: JsonObject): readonly string[] {
  switch (part["kind"]) {
    case undefined:
    case "markdownContent": {
      const { value, content } = part;
      if (isJsonObject(content)) return stringsIn(content["value"]);
      return isJsonObject(value) ? stringsIn(value["value"]) : stringsIn(value);
    }
    case "thinking":
      return stringsIn(part["value"]);
    case "textEditGroup":
      return listIn(part["edits"]).flatMap((edits) => objectsIn(edits).flatMap((edit) => stringsIn(edit["text"])));
    default:
      return [];
  }
}

function textsIn(parts: unknown): readonly string[] {
  return objectsIn(parts).flatMap((part) => stringsIn(part["text"]));
}

function stringsIn(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((text): text is string => typeof text === "string" && text !== "");
}

function objectsIn(value: unknown): readonly JsonObject[] {
  return listIn(value).filter(isJsonObject);
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
