import { hash } from "node:crypto";
import type { CallRecord, SkipReason, TurnRecord } from "../../core/usageRecord.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import { contentKey } from "../contentKey.ts";
import { Gathering } from "../gathering.ts";
import { isJsonObject, parseObject, readText, type JsonObject } from "../lines.ts";
import { newCall } from "../newCall.ts";
import type { LineParser, LogFile, Parsed } from "../source.ts";
import { inputText } from "./inputText.ts";
import { CLI_FIELDS, kimiTokens } from "./kimiTokens.ts";
import { placeOf } from "./paths.ts";

/** What a log's place tells. Plain JSON, so absent is `null`. */
type CliState = {
  readonly sessionId: string;
  readonly agentId: string | null;
  readonly cwd: string | null;
};

/**
 * Ids of replies at least this long are taken as unique in the world, so that a fork's copy is known by them. Some local
 * servers number theirs with three digits: those are told apart by their session.
 */
const UNIQUE_LENGTH = 24;

/** Reads the log of a session of Kimi CLI, or of a sub-agent. The rules and the evidence for them are in README.md. */
export const kimiCliParser = { start, parse } satisfies LineParser<CliState>;

function start(file: LogFile): CliState {
  const { projectKey, sessionId, agentId } = placeOf(file.relativePath);
  return { sessionId, agentId: agentId ?? null, cwd: projectFolder(file, projectKey) ?? null };
}

/** The folder whose MD5 names the project's; folders on other machines have the machine's name before it. */
function projectFolder({ relativePath, readNeighbour }: LogFile, key: string): string | undefined {
  const up = "../".repeat(relativePath.split("/").length);
  const folders = parseObject(readNeighbour(`${up}kimi.json`) ?? "")?.["work_dirs"];
  if (!Array.isArray(folders)) return undefined;
  const paths = folders.map((folder) => (isJsonObject(folder) ? readText(folder["path"]) : undefined));
  return paths.find((path) => path !== undefined && key.endsWith(hash("md5", path)));
}

function parse(state: CliState, lines: Buffer): Parsed<CliState> {
  const gathering = new Gathering();
  gathering.takeLines(lines, (line) => readLine(state, line));
  return gathering.behind(state);
}

function readLine(state: CliState, line: JsonObject): CallRecord | TurnRecord | SkipReason | undefined {
  const message = line["message"];
  if (!isJsonObject(message)) return undefined;
  const payload = message["payload"];
  if (!isJsonObject(payload)) return undefined;
  switch (message["type"]) {
    case "StatusUpdate":
      return readStatus(state, line, payload);
    case "SubagentEvent":
      return readSubagentEvent(state, line, payload);
    case "TurnBegin":
    case "SteerInput":
      return readTurn(state, line, payload);
    default:
      return undefined;
  }
}

/**
 * What a sub-agent did, told in its parent's log too. Older versions tell it there alone; newer ones keep a log for each
 * sub-agent, with the same id for the same reply. Without an id nothing relates the two, so it is not counted here.
 */
function readSubagentEvent(
  state: CliState,
  line: JsonObject,
  payload: JsonObject,
): CallRecord | SkipReason | undefined {
  const event = payload["event"];
  const status = isJsonObject(event) && event["type"] === "StatusUpdate" ? event["payload"] : undefined;
  if (!isJsonObject(status) || readText(status["message_id"]) === undefined) return undefined;
  const agentId = readText(payload["agent_id"]) ?? readText(payload["parent_tool_call_id"]) ?? null;
  const call = readStatus({ ...state, agentId }, line, status);
  return typeof call === "object" ? { ...call, copyRank: 1 } : call;
}

/** A status tells the counts of a step's call; later ones may tell the same again, or nothing of it. */
function readStatus(state: CliState, line: JsonObject, payload: JsonObject): CallRecord | SkipReason | undefined {
  const usage = payload["token_usage"];
  if (usage === undefined || usage === null) return undefined;
  const tokens = isJsonObject(usage) ? kimiTokens(usage, CLI_FIELDS) : undefined;
  if (tokens === undefined) return "wrong-type";
  if (totalTokens(tokens) === 0) return undefined;
  const atMs = readSeconds(line["timestamp"]);
  if (atMs === undefined) return "no-time";
  return newCall({
    family: familyOf(state, readText(payload["message_id"]), atMs, tokens),
    atMs,
    // Not written down anywhere but, perhaps, in the settings, which hold keys too and tell only of today's model.
    model: "",
    tokens,
    quality: "exact-call",
    sessionId: state.sessionId,
    agentId: state.agentId ?? undefined,
    cwd: state.cwd ?? undefined,
  });
}

function familyOf(state: CliState, messageId: string | undefined, atMs: number, tokens: CallRecord["tokens"]): string {
  if (messageId === undefined) {
    const { freshInput, cacheRead, cacheWrite5m, output } = tokens;
    return contentKey(atMs, freshInput, cacheRead, cacheWrite5m, output);
  }
  return messageId.length >= UNIQUE_LENGTH ? messageId : `${state.sessionId}/${messageId}`;
}

function readTurn(state: CliState, line: JsonObject, payload: JsonObject): TurnRecord | undefined {
  const atMs = readSeconds(line["timestamp"]);
  const input = payload["user_input"];
  if (state.agentId !== null || atMs === undefined || input === undefined) return undefined;
  return { kind: "turn", id: contentKey(atMs, inputText(input)), sessionId: state.sessionId, atMs };
}

function readSeconds(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value * 1_000) ? Math.round(value * 1_000) : undefined;
}
