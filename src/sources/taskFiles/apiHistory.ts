import { isJsonObject, readText, type JsonObject } from "../lines.ts";
import { parseArray } from "./parseArray.ts";
import { readMs } from "../readMs.ts";

/** A model that a prompt was made for. */
interface ModelMark {
  readonly model: string;
  readonly atMs: number;
}

/** The models that the prompts of a task tell. */
export interface ModelMarks {
  /** By time; none in tasks of old versions, which do not tell it. */
  readonly timed: readonly ModelMark[];
  /** The model of all prompts; empty where they differ, or there is none. */
  readonly only: string;
}

/** Section of the surroundings that the tool adds to each prompt; the model is told in it. */
const MODE_SECTION = "# Current Mode";
const MODEL = /<model>([^<>\r\n]{1,200})<\/model>/;

/** The models that the prompts in `api_conversation_history.json` tell. */
export function readModelMarks(history: string): ModelMarks {
  const timed: ModelMark[] = [];
  const models = new Set<string>();
  for (const message of parseArray(history) ?? []) {
    if (!isJsonObject(message) || message["role"] !== "user") continue;
    const model = modelIn(textsOf(message));
    if (model === undefined) continue;
    models.add(model);
    const atMs = readMs(message["ts"]);
    if (atMs !== undefined) timed.push({ model, atMs });
  }
  const [first = ""] = models;
  return { timed: timed.toSorted((a, b) => a.atMs - b.atMs), only: models.size === 1 ? first : "" };
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
export function modelBetween({ timed, only }: ModelMarks, fromMs: number, beforeMs: number): string {
  const index = firstSince(timed, fromMs);
  const next = timed[index];
  if (next !== undefined && next.atMs < beforeMs) return next.model;
  return (timed[index - 1] ?? next)?.model ?? only;
}

/** Index of the first mark at or after an instant: a long task has thousands of marks, and is asked for each request. */
function firstSince(marks: readonly ModelMark[], atMs: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((marks[middle]?.atMs ?? Infinity) < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The folder a task works in, by the first prompt's heading of the files in it, read out of the JSON as it stands. No path is
 * longer than this, and a match of megabytes would run out of stack.
 */
const FOLDER =
  /# Current (?:Workspace|Working) Directory \(((?:[^()"\\]|\\\\|\\"|\([^()"\\]{0,1000}\)){1,4000})\) Files/;

/** Folder that the task works in, as its first prompt tells. */
export function workFolderIn(history: string): string | undefined {
  const written = FOLDER.exec(history)?.[1];
  return written?.replaceAll(/\\(["\\])/g, "$1");
}
