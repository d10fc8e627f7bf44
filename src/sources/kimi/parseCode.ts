import type { CallRecord, SkipReason, TurnRecord } from "../../core/usageRecord.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import { contentKey } from "../contentKey.ts";
import { Gathering } from "../gathering.ts";
import { isJsonObject, parseObject, readInstant, readText, type JsonObject } from "../lines.ts";
import { newCall } from "../newCall.ts";
import type { LineParser, LogFile, Parsed } from "../source.ts";
import { inputText } from "./inputText.ts";
import { CODE_FIELDS, kimiTokens } from "./kimiTokens.ts";
import { placeOf } from "./paths.ts";

/** What a log's place, its session's settings and the lines read so far tell. Plain JSON, so absent is `null`. */
type CodeState = {
  readonly sessionId: string;
  readonly agentId: string | null;
  readonly cwd: string | null;
  readonly startMs: number;
  readonly parentId: string | null;
  /** Whether it was made from a session of Kimi CLI, with its prompts dated at the beginning and without its counts. */
  readonly isImported: boolean;
  /** Whether the lines are a copy of another session's, as those of a fork are up to the mark that it leaves. */
  readonly isCopied: boolean;
  /** Names that the settings give to models, with the model of each, the latest last. */
  readonly models: readonly (readonly [alias: string, model: string])[];
};

/** More than anyone has; what is remembered of a log should not grow with it. */
const MOST_ALIASES = 32;

/** Reads the log of one agent of Kimi Code. The rules and the evidence for them are in README.md. */
export const kimiCodeParser = { start, parse } satisfies LineParser<CodeState>;

function start({ relativePath, readNeighbour }: LogFile): CodeState {
  const { sessionId, agentId } = placeOf(relativePath);
  const session = parseObject(readNeighbour("../../state.json") ?? "") ?? {};
  const parentId = readText(session["forkedFrom"]);
  const custom = session["custom"];
  return {
    sessionId,
    agentId: agentId ?? null,
    cwd: readText(session["cwd"]) ?? readText(session["workDir"]) ?? null,
    startMs: readInstant(session["createdAt"]) ?? readMs(session["createdAt"]) ?? 0,
    parentId: parentId ?? null,
    isImported: isJsonObject(custom) && custom["imported_from_kimi_cli"] === true,
    isCopied: parentId !== undefined,
    models: [],
  };
}

function parse(before: CodeState, lines: Buffer): Parsed<CodeState> {
  const gathering = new Gathering();
  let state = before;
  gathering.takeLines(lines, (line) => {
    state = readLine(state, line, gathering);
    return undefined;
  });
  return gathering.behind(state);
}

function readLine(state: CodeState, line: JsonObject, gathering: Gathering): CodeState {
  switch (line["type"]) {
    case "metadata":
      if (state.parentId !== null) {
        const { sessionId, parentId } = state;
        gathering.add({ kind: "session", sessionId, parentId, toolVersion: undefined });
      }
      return state;
    case "llm.request": {
      const alias = readText(line["modelAlias"]);
      const model = readText(line["model"]);
      if (alias === undefined || model === undefined || modelOf(state, alias) === model) return state;
      const others = state.models.filter(([name]) => name !== alias);
      return { ...state, models: [...others.slice(1 - MOST_ALIASES), [alias, model]] };
    }
    case "forked":
      return { ...state, isCopied: false };
    case "usage.record":
      gathering.take(readUsage(state, line));
      return state;
    case "turn.prompt":
    case "turn.steer":
      gathering.take(readTurn(state, line));
      return state;
    default:
      return state;
  }
}

/**
 * A record has no id, so its content is its identity, and the session is no part of it: a fork copies the whole log. The
 * scope tells whether the call was made in a turn or for the session, such as to compact it; both are single calls.
 */
function readUsage(state: CodeState, line: JsonObject): CallRecord | SkipReason | undefined {
  const usage = line["usage"];
  const tokens = isJsonObject(usage) ? kimiTokens(usage, CODE_FIELDS) : undefined;
  if (tokens === undefined) return "wrong-type";
  if (totalTokens(tokens) === 0) return undefined;
  const atMs = readMs(line["time"]);
  if (atMs === undefined) return "no-time";
  const alias = readText(line["model"]) ?? "";
  const { freshInput, cacheRead, cacheWrite5m, output } = tokens;
  return newCall({
    family: contentKey(state.agentId ?? "main", atMs, alias, freshInput, cacheRead, cacheWrite5m, output),
    atMs,
    model: modelOf(state, alias) ?? alias,
    tokens,
    quality: "exact-call",
    sessionId: state.sessionId,
    agentId: state.agentId ?? undefined,
    copyRank: state.isCopied ? 2 : 0,
    ownerMs: state.startMs,
    cwd: state.cwd ?? undefined,
  });
}

function modelOf({ models }: CodeState, alias: string): string | undefined {
  return models.find(([name]) => name === alias)?.[1];
}

/** What a person typed, be it a prompt or a command; sub-agents are spoken to by their parent. */
function readTurn(state: CodeState, line: JsonObject): TurnRecord | undefined {
  const origin = line["origin"];
  const atMs = readMs(line["time"]);
  if (state.agentId !== null || state.isCopied || !isJsonObject(origin) || atMs === undefined) return undefined;
  if (origin["kind"] !== "user" && origin["trigger"] !== "user-slash") return undefined;
  if (state.isImported && atMs === state.startMs) return undefined;
  const id = contentKey(atMs, inputText(line["input"]));
  return { kind: "turn", id, sessionId: state.sessionId, atMs };
}

function readMs(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? Math.round(value) : undefined;
}
