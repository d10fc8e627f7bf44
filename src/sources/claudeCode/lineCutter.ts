import { isSampled } from "../../core/recountSample.ts";
import type { CallRecord } from "../../core/usageRecord.ts";
import { isJsonObject, parseObject, readText, type JsonObject } from "../lines.ts";
import { ByteCursor } from "./byteCursor.ts";
import { CallTemplate, type CutLine } from "./callTemplate.ts";
import { LookAhead } from "./lookAhead.ts";
import { ToolResultForm } from "./toolResultForm.ts";

/** Bytes at the start of a line in which its type and the start of its content are looked for. */
const HEAD_BYTES = 1024;
/** Bytes at the end of a line in which the usage, which follows the content, is looked for. */
const TAIL_BYTES = 1536;

const COMMA = 0x2c;
const OPEN = 0x7b;

const MESSAGE = '"message":{';
const CONTENT = '"content":';
const USAGE = '"usage":';
/** How the tool starts every line of a conversation. */
const PARENT_KEY = '{"parentUuid":';

/** What may stand between the list of a message's content and its usage. */
const BEHIND_CONTENT = /\],((?:"(?:id|model|role|type|stop_reason|stop_sequence|stop_details)":(?:null|"[^"\\]*"),)*)$/;
const MAX_BETWEEN = 512;
/** Forms of lines kept at a time: a session's lines have one or two. */
const MAX_TEMPLATES = 3;
/** Forms learned in a row that no line had, after which no more are learned. */
const MAX_UNFRUITFUL = 16;
const NOT_ASCII = /[^\0-\x7f]/;

/** What a line told before the rest of it was read. */
export type Look =
  /** Nothing, or nothing new. */
  | "nothing"
  /** Not known: the line has to be read as a whole. */
  | "unsettled"
  /** The line without its content. */
  | { readonly line: JsonObject }
  /** The one call it tells of. */
  | { readonly line: undefined; readonly call: CallRecord; readonly toolVersion: string | undefined };

/**
 * Reads what most lines tell without reading all of the line. Nearly all bytes of a log are answers of tools, which tell
 * nothing, and contents of messages, which lie between two parts that are told apart by their place. A line that is not
 * exactly of a known form is left unsettled and has to be parsed as a whole, which gives the same result:
 * - Lines of a conversation start with the id of their parent; lines that start otherwise are not settled here.
 * - In JSON, `,"key":` is a key wherever it occurs, as quotes inside of strings are escaped.
 * - A key before the second `{` of a line is a key of the line itself.
 * - With the content cut out, the rest parses as one object only if the cut ends at the depth where it started.
 * What is taken on trust: no object beside `message` in an assistant's line looks like a second message.
 */
export class LineCutter {
  readonly #buffer: Buffer;
  readonly #cursor: ByteCursor;
  readonly #parentKeys: LookAhead;
  readonly #searchCounts: LookAhead;
  #cutLine: CutLine | undefined;
  #templates: readonly CallTemplate[] = [];
  #unfruitful = 0;
  #toolResult: ToolResultForm | undefined;

  constructor(buffer: Buffer) {
    this.#buffer = buffer;
    this.#cursor = new ByteCursor(buffer);
    this.#parentKeys = new LookAhead(buffer, '"parentUuid"', 'Uuid"');
    this.#searchCounts = new LookAhead(buffer, '"searchCount"', 'Count"');
  }

  look(start: number, end: number): Look {
    // The second of two such keys is another line's, written to the same line after one that may be torn.
    if (this.#parentKeys.isWithin(start + PARENT_KEY.length, end)) return "unsettled";
    const known = this.#matchForms(start, end);
    if (known !== undefined) return known;
    const head = this.#buffer.toString("latin1", start, Math.min(end, start + HEAD_BYTES));
    if (!head.startsWith(PARENT_KEY)) return "unsettled";
    const brace = head.indexOf("{", 1);
    const type = typeBefore(head, brace === -1 ? head.length : brace);
    if (type !== undefined && type !== "user" && type !== "assistant" && type !== "progress") return "nothing";
    if (!head.startsWith(MESSAGE, brace - MESSAGE.length + 1)) return "unsettled";
    if (type === "user") {
      this.#toolResult = ToolResultForm.of(head, brace) ?? this.#toolResult;
      return this.#toolResult !== undefined && this.#isToolResult(start, end) ? "nothing" : "unsettled";
    }
    return this.#cut(head, brace, start, end);
  }

  /** Says that the last line cut told of exactly this call, so that lines of the same form need not be parsed. */
  learn(line: JsonObject, call: CallRecord): void {
    if (this.#cutLine === undefined || this.#unfruitful >= MAX_UNFRUITFUL) return;
    const template = CallTemplate.of(this.#cutLine, call, readText(line["version"]));
    if (template === undefined) return;
    this.#unfruitful++;
    this.#templates = [template, ...this.#templates.slice(0, MAX_TEMPLATES - 1)];
  }

  #matchForms(start: number, end: number): Look | undefined {
    if (this.#isToolResult(start, end)) return "nothing";
    for (const template of this.#templates) {
      const call = template.match(this.#cursor, start, end);
      if (call === undefined) continue;
      this.#unfruitful = 0;
      return call === "repeat" ? "nothing" : { line: undefined, call, toolVersion: template.toolVersion };
    }
    return undefined;
  }

  /** Whether the line is a tool's answer, which tells nothing but perhaps a number of searches. */
  #isToolResult(start: number, end: number): boolean {
    return this.#toolResult?.matches(this.#cursor, start, end) === true && !this.#searchCounts.isWithin(start, end);
  }

  #cut(head: string, brace: number, start: number, end: number): Look {
    const content = head.indexOf(CONTENT, brace);
    if (content === -1) return "unsettled";
    const headEnd = content + CONTENT.length;
    const tailStart = Math.max(start + headEnd, end - TAIL_BYTES);
    const tail = this.#buffer.toString("latin1", tailStart, end);
    const restStart = findRest(tail);
    if (restStart === -1) return "unsettled";
    const rest = tail.slice(restStart);
    const parentEnd = ByteCursor.parentEnd(head);
    this.#cutLine = {
      envelope: head.slice(parentEnd ?? 1, headEnd),
      rest,
      followsParent: parentEnd !== undefined,
    };
    const text = `${head.slice(0, headEnd)}0,${rest}`;
    if (!NOT_ASCII.test(text)) return asCall(parseObject(text));
    const utf8Head = this.#buffer.toString("utf8", start, start + headEnd);
    return asCall(parseObject(`${utf8Head}0,${this.#buffer.toString("utf8", tailStart + restStart, end)}`));
  }
}

/** The line's type where it is told before `limit`, up to which the line's own object is the only one. */
function typeBefore(head: string, limit: number): string | undefined {
  const key = head.indexOf('"type":"');
  if (key === -1 || key >= limit) return undefined;
  const before = head.charCodeAt(key - 1);
  if (before !== COMMA && before !== OPEN) return undefined;
  const value = key + 8;
  const close = head.indexOf('"', value);
  const type = head.slice(value, close);
  return close === -1 || type.includes("\\") ? undefined : type;
}

/**
 * Where the part of the line starts that is kept behind the content: at the message's id where that is there, and as late as
 * possible otherwise, as what is kept should be alike in many lines. -1 where something unknown is behind the content.
 */
function findRest(tail: string): number {
  const usage = tail.lastIndexOf(USAGE);
  if (usage === -1) return -1;
  const from = Math.max(0, usage - MAX_BETWEEN);
  const match = BEHIND_CONTENT.exec(tail.slice(from, usage));
  if (match === null) return -1;
  const keys = match[1] ?? "";
  const id = keys.indexOf('"id":');
  const first = id === -1 ? keys.lastIndexOf(',"', keys.length - 2) + 1 : id;
  return usage - keys.length + first;
}

/** The line if the cut was between content and usage of its message and nothing that identifies the call is missing. */
function asCall(line: JsonObject | undefined): Look {
  const message = line?.["message"];
  if (line === undefined || line["type"] !== "assistant" || !isJsonObject(message)) return "unsettled";
  const usage = message["usage"];
  const isWhole =
    message["content"] === 0 &&
    typeof message["id"] === "string" &&
    message["id"] !== "" &&
    // The texts of sampled calls are in the content.
    !isSampled(message["id"]) &&
    typeof message["model"] === "string" &&
    isJsonObject(usage) &&
    // Searches that are counted here are not to be counted by their answers again, which takes the content to know.
    !isSearching(usage);
  return isWhole ? { line } : "unsettled";
}

function isSearching(usage: JsonObject): boolean {
  const tools = usage["server_tool_use"];
  return isJsonObject(tools) && tools["web_search_requests"] !== 0;
}
