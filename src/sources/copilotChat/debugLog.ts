import type { CallRecord, SkipReason } from "../../core/usageRecord.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import { disjointTokens } from "../disjointTokens.ts";
import { Gathering } from "../gathering.ts";
import { isJsonObject, readCount, readText, type JsonObject } from "../lines.ts";
import { newCall } from "../newCall.ts";
import type { LineParser, LogFile, Parsed } from "../source.ts";
import { debugFolder } from "./paths.ts";
import { workspaceFolder } from "./workspaceFolder.ts";

type DebugState = {
  /** Session whose folder the log is in: that of the conversation, for its helpers and sub-agents too. */
  readonly folder: string | null;
  readonly cwd: string | null;
  /** Session whose parent was told last. */
  readonly told: string | null;
};

/** Reads the extension's debug logs: one line for each span that ended, of which those of model calls count. */
export const debugLogParser = { start, parse } satisfies LineParser<DebugState>;

function start(file: LogFile): DebugState {
  const folder = debugFolder(file.relativePath);
  const cwd = workspaceFolder(file, folder === undefined ? "../../workspace.json" : "../../../workspace.json");
  return { folder: folder ?? null, cwd: cwd ?? null, told: null };
}

function parse(before: DebugState, lines: Buffer): Parsed<DebugState> {
  let state = before;
  const gathering = new Gathering();
  gathering.takeLines(lines, (entry) => {
    if (entry["type"] === "llm_request") state = takeRequest(state, entry, gathering);
    return undefined;
  });
  return gathering.behind(state);
}

function takeRequest(state: DebugState, entry: JsonObject, gathering: Gathering): DebugState {
  const reading = readEntry(entry, state);
  gathering.take(reading);
  if (typeof reading !== "object" || state.folder === null || state.folder === reading.sessionId) return state;
  if (state.told === reading.sessionId) return state;
  // A helper of the conversation, such as one that finds its title, or a sub-agent.
  gathering.add({ kind: "session", sessionId: reading.sessionId, parentId: state.folder, toolVersion: undefined });
  return { ...state, told: reading.sessionId };
}

function readEntry(entry: JsonObject, { cwd }: DebugState): CallRecord | SkipReason | undefined {
  const attributes = isJsonObject(entry["attrs"]) ? entry["attrs"] : {};
  const prompt = readCount(attributes["inputTokens"]);
  const output = readCount(attributes["outputTokens"]);
  const cacheRead = readCount(attributes["cachedTokens"]);
  if (prompt === undefined || output === undefined || cacheRead === undefined) return "wrong-type";
  const tokens = disjointTokens({ prompt, cacheRead, output });
  if (totalTokens(tokens) === 0) return undefined;
  const sessionId = readText(entry["sid"]);
  const spanId = readText(entry["spanId"]);
  if (sessionId === undefined || spanId === undefined) return "malformed";
  const { ts } = entry;
  if (typeof ts !== "number" || !Number.isFinite(ts)) return "no-time";
  return newCall({
    family: sessionId,
    member: spanId.toLowerCase(),
    atMs: Math.floor(ts),
    model: readText(attributes["model"]) ?? "",
    tokens,
    quality: "exact-call",
    sessionId,
    cwd: cwd ?? undefined,
  });
}
