import type { SkipReason, UsageRecord } from "../../core/usageRecord.ts";
import { forEachLine, isJsonObject, parseLine, readText, type JsonObject } from "../lines.ts";
import type { LineParser, Parsed } from "../source.ts";
import { startState, type CodexDraft, type CodexState } from "./codexState.ts";
import { NewestLimits } from "./newestLimits.ts";
import { PairKeys } from "./pairKeys.ts";
import { QuickLine } from "./quickLine.ts";
import { readTokenCount, readUsageRecord } from "./readCalls.ts";
import { readSessionMeta, readThreadSettings, readTurnContext } from "./readSettings.ts";
import { readCompletedItem, readUserMessage } from "./readTurns.ts";

type Reading = UsageRecord | SkipReason | undefined;

/** Enough for the time stamp, an ordinal, all types of a line and the two ids before the innermost. */
const HEAD_BYTES = 320;

/**
 * Start of a line as Codex writes it: the envelope's type and, where they come first, the payload's and its item's. Any
 * other start does not match, so that nothing is decided by what a text happens to contain.
 */
const HEAD = new RegExp(
  [
    /^\{(?:"timestamp":"[^"\\]*",|"ordinal":\d+,)*"type":"(\w+)"(?:,"timestamp":"[^"\\]*"|,"ordinal":\d+)*/,
    /(?:,"payload":\{"type":"(\w+)"(?:(?:,"(?:thread|turn)_id":"[^"\\]*")*,"item":\{"type":"(\w+)")?)?/,
  ]
    .map((part) => part.source)
    .join(""),
);

const READ_TYPES: ReadonlySet<string> = new Set(["session_meta", "turn_context", "token_usage_record", "event_msg"]);

const READ_EVENTS: ReadonlySet<string> = new Set([
  "token_count",
  "user_message",
  "item_completed",
  "thread_settings_applied",
  "task_started",
  "turn_started",
]);

/** Reads Codex rollouts. The rules and the evidence for them are in README.md. */
export const codexParser = { start: startState, parse } satisfies LineParser<CodexState>;

function parse(before: CodexState, lines: Buffer): Parsed<CodexState> {
  const state: CodexDraft = { ...before };
  const records: UsageRecord[] = [];
  const skipped: { [Reason in SkipReason]?: number } = {};
  const hasJoint = jointSearch(lines);
  const keys = new PairKeys();
  const limits = new NewestLimits(lines);
  const quickLine = new QuickLine(lines);
  const take = (object: JsonObject | undefined): void => {
    const reading = object === undefined ? "malformed" : readLine(state, keys, object);
    if (typeof reading === "string") skipped[reading] = (skipped[reading] ?? 0) + 1;
    else if (reading !== undefined) records.push(reading);
  };
  forEachLine(lines, (start, end) => {
    const quick = quickLine.read(start, end);
    if (typeof quick === "object") {
      take(quick);
      const limitsId = quick["type"] === "event_msg" ? quickLine.limitsOfCount : undefined;
      if (limitsId !== undefined) limits.takeRange(limitsId, readText(quick["timestamp"]) ?? "", start, end);
      return;
    }
    const isOfNoUse = quick === "response_item" || tellsNothing(headOf(lines, start, end));
    if (isOfNoUse && !hasJoint(start, end)) return;
    const text = lines.toString("utf8", start, end);
    if (text.trim() === "") return;
    for (const object of parseLine(text)) {
      take(object);
      if (object !== undefined) limits.take(object);
    }
  });
  records.push(...limits.records());
  return { state, records, skipped };
}

function headOf(lines: Buffer, start: number, end: number): string {
  return lines.toString("latin1", start, Math.min(end, start + HEAD_BYTES));
}

/**
 * Whether the head settles that the line is of no interest. Most bytes of a log are in such lines (messages, tool output),
 * and parsing them would take most of the time.
 */
function tellsNothing(head: string): boolean {
  const match = HEAD.exec(head);
  if (match === null) return false;
  const [, type = "", event, item] = match;
  if (!READ_TYPES.has(type)) return true;
  if (type !== "event_msg" || event === undefined) return false;
  return !READ_EVENTS.has(event) || (event === "item_completed" && item !== undefined && item !== "UserMessage");
}

/**
 * Finds lines in which one object follows another because a newline was lost: they hold `}{"`, which a single object only
 * holds in rare strings. To be asked about lines in their order.
 */
function jointSearch(lines: Buffer): (start: number, end: number) => boolean {
  let next = -1;
  return (start, end) => {
    if (next < start) {
      const found = lines.indexOf('}{"', start, "latin1");
      next = found === -1 ? lines.length : found;
    }
    return next < end;
  };
}

function readLine(state: CodexDraft, keys: PairKeys, line: JsonObject): Reading {
  const payload = line["payload"];
  if (!isJsonObject(payload)) return line["type"] === "token_usage_record" ? "wrong-type" : undefined;
  switch (line["type"]) {
    case "session_meta":
      return readSessionMeta(state, line, payload);
    case "turn_context":
      readTurnContext(state, payload);
      return undefined;
    case "token_usage_record":
      return readUsageRecord(state, keys, line, payload);
    case "event_msg":
      return readEvent(state, keys, line, payload);
    default:
      return undefined;
  }
}

function readEvent(state: CodexDraft, keys: PairKeys, line: JsonObject, payload: JsonObject): Reading {
  switch (payload["type"]) {
    case "token_count":
      return readTokenCount(state, keys, line, payload);
    case "user_message":
      return readUserMessage(state, line, payload);
    case "item_completed":
      return readCompletedItem(state, line, payload);
    case "thread_settings_applied":
      readThreadSettings(state, payload);
      return undefined;
    case "task_started":
    case "turn_started":
      state.turnId = readText(payload["turn_id"]) ?? state.turnId;
      return undefined;
    default:
      return undefined;
  }
}
