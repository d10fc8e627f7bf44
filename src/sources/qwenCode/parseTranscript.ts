import { Gathering } from "../gathering.ts";
import { isJsonObject, readText, type JsonObject } from "../lines.ts";
import type { LineParser, Parsed } from "../source.ts";
import { readReply } from "./readReply.ts";
import { readTurn } from "./readTurn.ts";
import { startTranscript, type TranscriptState } from "./transcriptState.ts";

/** Reads Qwen Code's transcripts. The rules and the evidence for them are in README.md. */
export const qwenTranscriptParser = { start: startTranscript, parse } satisfies LineParser<TranscriptState>;

function parse(before: TranscriptState, lines: Buffer): Parsed<TranscriptState> {
  const gathering = new Gathering();
  let state = before;
  gathering.takeLines(lines, (line) => {
    state = tellSession(state, line, gathering);
    return line["type"] === "assistant" ? readReply(state, line) : readTurn(state, line);
  });
  return gathering.behind(state);
}

/** Tells of the session when a line is the first to name it, its parent or another version of the tool. */
function tellSession(state: TranscriptState, line: JsonObject, gathering: Gathering): TranscriptState {
  const sessionId = readText(line["sessionId"]);
  if (sessionId === undefined) return state;
  const toolVersion = readText(line["version"]);
  const parentId = parentOf(line);
  const told = JSON.stringify([sessionId, toolVersion, parentId]);
  const isNews = toolVersion !== undefined || parentId !== undefined;
  if (!isNews || told === state.told) return state;
  gathering.add({ kind: "session", sessionId, parentId, toolVersion });
  return { ...state, told };
}

/** The session that this one was branched off, or that started it. */
function parentOf(line: JsonObject): string | undefined {
  const fork = line["forkedFrom"];
  if (isJsonObject(fork)) return readText(fork["sessionId"]);
  const payload = line["systemPayload"];
  return line["subtype"] === "parent_session" && isJsonObject(payload)
    ? readText(payload["parentSessionId"])
    : undefined;
}
