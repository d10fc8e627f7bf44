import type { SkipReason, UsageRecord } from "../../core/usageRecord.ts";
import { Gathering } from "../gathering.ts";
import { isJsonObject, readInstant, readText, type JsonObject } from "../lines.ts";
import type { LineParser, LogFile, Parsed } from "../source.ts";
import { callerInSettingsText, callerInStart } from "./callingSession.ts";
import { sessionIdOf, settingsBeside } from "./paths.ts";

type TranscriptState = {
  readonly sessionId: string;
  /** Spoken to by another session and not by a person. */
  readonly isSubagent: boolean;
};

/** Reads who typed what when in a session: its transcript holds no counts. */
export const transcriptParser = { start, parse } satisfies LineParser<TranscriptState>;

function start(file: LogFile): TranscriptState {
  const caller = callerInSettingsText(file.readNeighbour(settingsBeside(file.relativePath)));
  return { sessionId: sessionIdOf(file.relativePath), isSubagent: caller !== undefined };
}

function parse(before: TranscriptState, lines: Buffer): Parsed<TranscriptState> {
  const gathering = new Gathering();
  let state = before;
  gathering.takeLines(lines, (line) => {
    const caller = line["type"] === "session_start" ? callerInStart(line) : undefined;
    if (caller !== undefined) state = { ...state, isSubagent: true };
    return readLine(line, state, caller);
  });
  return gathering.behind(state);
}

function readLine(
  line: JsonObject,
  { sessionId, isSubagent }: TranscriptState,
  parentId: string | undefined,
): UsageRecord | SkipReason | undefined {
  if (parentId !== undefined) return { kind: "session", sessionId, parentId, toolVersion: undefined };
  const message = line["message"];
  const id = readText(line["id"]);
  if (line["type"] !== "message" || id === undefined || isSubagent) return undefined;
  if (!isJsonObject(message) || message["role"] !== "user" || !isTyped(line, message)) return undefined;
  const atMs = readInstant(line["timestamp"]);
  return atMs === undefined ? "no-time" : { kind: "turn", id, sessionId, atMs };
}

const REMINDER = "<system-reminder>";

/**
 * Tools' answers have the user's role too, and so has what Droid adds for the model alone or shows to the person alone. What a
 * person typed stands beside reminders in the same message.
 */
function isTyped(line: JsonObject, message: JsonObject): boolean {
  const visibility = readText(line["visibility"]) ?? readText(message["visibility"]);
  if (visibility === "llm_only" || visibility === "user_only") return false;
  const content = message["content"];
  if (typeof content === "string") return isWritten(content);
  const parts: readonly unknown[] = Array.isArray(content) ? content : [];
  if (parts.some((part) => isJsonObject(part) && part["type"] === "tool_result")) return false;
  return parts.some(
    (part) =>
      isJsonObject(part) &&
      (part["type"] === "image" || (part["type"] === "text" && isWritten(readText(part["text"]) ?? ""))),
  );
}

function isWritten(text: string): boolean {
  const trimmed = text.trimStart();
  return trimmed !== "" && !trimmed.startsWith(REMINDER);
}
