import { isJsonObject, readText, type JsonObject } from "../lines.ts";
import { parseArray } from "./parseArray.ts";
import { readMs } from "../readMs.ts";

/** A model that a prompt was made for. */
export interface ModelMark {
  readonly model: string;
  /** Not told by old versions. */
  readonly atMs: number | undefined;
}

/** Section of the surroundings that the tool adds to each prompt; the model is told in it. */
const MODE_SECTION = "# Current Mode";
const MODEL = /<model>([^<>\r\n]{1,200})<\/model>/;

/** The models that the prompts in `api_conversation_history.json` tell, in their order. */
export function readModelMarks(history: string): readonly ModelMark[] {
  const messages = parseArray(history) ?? [];
  return messages.filter(isJsonObject).flatMap((message) => {
    const model = message["role"] === "user" ? modelIn(textsOf(message)) : undefined;
    return model === undefined ? [] : [{ model, atMs: readMs(message["ts"]) }];
  });
}

function textsOf(message: JsonObject): readonly string[] {
  const content = message["content"];
  if (typeof content === "string") return [content];
  const parts: readonly unknown[] = Array.isArray(content) ? content : [];
  return parts.map((part) => (isJsonObject(part) ? (readText(part["text"]) ?? "") : ""));
}

function modelIn(texts: readonly string[]): string | undefined {
  for (const text of texts.toReversed()) {
    const section = text.lastIndexOf(MODE_SECTION);
    const model = section === -1 ? undefined : MODEL.exec(text.slice(section))?.[1]?.trim();
    if (model !== undefined && model !== "") return model;
  }
  return undefined;
}

/**
 * Model of the request that starts at `fromMs` and is followed by another one at `beforeMs`. Its prompt is written down just
 * after it has started; where it was removed since, the one before it tells, else the next. Without times only a model that
 * all prompts agree on is sure.
 */
export function modelBetween(marks: readonly ModelMark[], fromMs: number, beforeMs: number): string {
  const timed = marks.filter((mark) => mark.atMs !== undefined);
  const isWithin = ({ atMs = 0 }: ModelMark): boolean => atMs >= fromMs && atMs < beforeMs;
  const mark =
    timed.find(isWithin) ??
    timed.findLast(({ atMs = 0 }) => atMs < fromMs) ??
    timed.find(({ atMs = 0 }) => atMs > fromMs);
  if (mark !== undefined) return mark.model;
  const first = marks[0]?.model ?? "";
  return marks.every(({ model }) => model === first) ? first : "";
}

/** The folder a task works in, by the first prompt's heading of the files in it, read out of the JSON as it stands. */
const FOLDER = /# Current (?:Workspace|Working) Directory \(((?:[^()"\\]|\\\\|\\"|\([^()"\\]*\))+)\) Files/;

/** Folder that the task works in, as its first prompt tells. */
export function workFolderIn(history: string): string | undefined {
  const written = FOLDER.exec(history)?.[1];
  return written?.replaceAll(/\\(["\\])/g, "$1");
}
