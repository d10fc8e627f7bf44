import type { SkipReason, UsageRecord } from "../../core/usageRecord.ts";
import { Gathering } from "../gathering.ts";
import { isJsonObject, readCount, readInstant, readText, type JsonObject } from "../lines.ts";
import type { LineParser, Parsed } from "../source.ts";
import { startState, type EventDraft, type EventState } from "./eventState.ts";
import { endLeg, noteMessage } from "./legCalls.ts";

/** Reads logs of events. The rules and the evidence for them are in README.md. */
export const eventLogParser = { start: startState, parse } satisfies LineParser<EventState>;

/** Version of the log that is known. */
const VERSION = 1;

function parse(before: EventState, lines: Buffer): Parsed<EventState> {
  const state: EventDraft = { ...before };
  const gathering = new Gathering();
  gathering.takeLines(lines, (event) => {
    if (!state.isUnknown) readEvent(state, event, gathering);
    return undefined;
  });
  return gathering.behind(state);
}

function readEvent(state: EventDraft, event: JsonObject, gathering: Gathering): void {
  const data = isJsonObject(event["data"]) ? event["data"] : {};
  switch (event["type"]) {
    case "session.start":
      gathering.take(readStart(state, event, data));
      break;
    case "session.resume":
      readContext(state, data["context"]);
      break;
    case "session.context_changed":
      readContext(state, isJsonObject(data["context"]) ? data["context"] : data);
      break;
    case "session.model_change":
      state.model = readText(data["newModel"]) ?? state.model;
      break;
    case "user.message":
      gathering.take(readTurn(state, event, data));
      break;
    case "assistant.message":
      gathering.take(readMessage(state, event, data));
      break;
    case "session.shutdown": {
      const calls = endLeg(state, data, readText(event["id"]) ?? "", readInstant(event["timestamp"]));
      if (typeof calls === "string") gathering.skip(calls);
      else for (const call of calls) gathering.add(call);
      break;
    }
    default:
  }
}

function readStart(state: EventDraft, event: JsonObject, data: JsonObject): UsageRecord | SkipReason {
  const { version } = data;
  if (typeof version === "number" && version > VERSION) {
    state.isUnknown = true;
    return "unknown-format";
  }
  state.sessionId = readText(data["sessionId"]) ?? state.sessionId;
  state.startMs = readInstant(data["startTime"]) ?? readInstant(event["timestamp"]) ?? 0;
  state.model = readText(data["selectedModel"]) ?? state.model;
  readContext(state, data["context"]);
  const toolVersion = readText(data["copilotVersion"]);
  return { kind: "session", sessionId: state.sessionId, parentId: undefined, toolVersion };
}

function readContext(state: EventDraft, context: unknown): void {
  if (!isJsonObject(context)) return;
  state.cwd = readText(context["cwd"]) ?? state.cwd;
  state.branch = readText(context["branch"]) ?? state.branch;
}

/** A message with a source was put in by a skill or the like, and one with an agent by the agent above it. */
function readTurn(state: EventDraft, event: JsonObject, data: JsonObject): UsageRecord | SkipReason | undefined {
  const id = readText(event["id"]);
  const { source } = data;
  const isTyped = source === undefined || source === null || source === "user";
  if (id === undefined || !isTyped || readText(event["agentId"]) !== undefined) return undefined;
  if (readText(data["content"]) === undefined) return undefined;
  const atMs = readInstant(event["timestamp"]);
  return atMs === undefined ? "no-time" : { kind: "turn", id, sessionId: state.sessionId, atMs };
}

function readMessage(state: EventDraft, event: JsonObject, data: JsonObject): UsageRecord | SkipReason | undefined {
  const output = readCount(data["outputTokens"]);
  if (output === undefined) return "wrong-type";
  const id = readText(data["messageId"]) ?? readText(event["id"]);
  if (id === undefined) return output === 0 ? undefined : "malformed";
  return noteMessage(state, {
    id,
    callId: readText(data["apiCallId"]) ?? id,
    model: readText(data["model"]) ?? state.model ?? "",
    output,
    atMs: readInstant(event["timestamp"]),
  });
}
