import { Gathering } from "../gathering.ts";
import { isJsonObject, readText, type JsonObject } from "../lines.ts";
import type { LineParser, LogFile, Parsed } from "../source.ts";
import { readChatMessage, type Chat } from "./chatMessage.ts";
import { placeOf, projectFolderOf } from "./paths.ts";

/** What the lines read so far and the file's place tell of the session. Plain JSON, so absent is `null`. */
type ChatState = {
  readonly sessionId: string;
  readonly parentId: string | null;
  readonly isSubagent: boolean;
  readonly cwd: string | null;
};

/** Reads the append-only sessions of Gemini CLI. The rules and the evidence for them are in README.md. */
export const geminiParser = { start, parse } satisfies LineParser<ChatState>;

function start(file: LogFile): ChatState {
  const { stem, parentId } = placeOf(file.relativePath);
  return {
    sessionId: stem,
    parentId: parentId ?? null,
    isSubagent: parentId !== undefined,
    cwd: projectFolderOf(file) ?? null,
  };
}

function parse(before: ChatState, lines: Buffer): Parsed<ChatState> {
  const gathering = new Gathering();
  let state = before;
  gathering.takeLines(lines, (line) => {
    state = readLine(state, line, gathering);
    return undefined;
  });
  return gathering.behind(state);
}

/**
 * A line is a message, a change of what is known of the session (which may hold its messages once more, as a checkpoint),
 * or its heading. Going back in the conversation (`$rewindTo`) takes back no call.
 */
function readLine(state: ChatState, line: JsonObject, gathering: Gathering): ChatState {
  if (line["$rewindTo"] !== undefined) return state;
  if (readText(line["id"]) !== undefined) {
    gathering.take(readChatMessage(line, chatOf(state)));
    return state;
  }
  const change = line["$set"] ?? line["$patch"] ?? line;
  if (!isJsonObject(change)) return state;
  const changed = withHeading(state, change);
  if (changed.parentId !== null && change["sessionId"] !== undefined) {
    gathering.add({
      kind: "session",
      sessionId: changed.sessionId,
      parentId: changed.parentId,
      toolVersion: undefined,
    });
  }
  const messages = change["messages"];
  if (Array.isArray(messages)) {
    for (const message of messages) {
      if (isJsonObject(message)) gathering.take(readChatMessage(message, chatOf(changed)));
    }
  }
  return changed;
}

function withHeading(state: ChatState, heading: JsonObject): ChatState {
  const sessionId = readText(heading["sessionId"]) ?? state.sessionId;
  const isSubagent = state.isSubagent || heading["kind"] === "subagent";
  if (sessionId === state.sessionId && isSubagent === state.isSubagent) return state;
  return { ...state, sessionId, isSubagent };
}

function chatOf({ sessionId, isSubagent, cwd }: ChatState): Chat {
  return { sessionId, isSubagent, cwd: cwd ?? undefined };
}
