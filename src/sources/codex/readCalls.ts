import type { CallRecord, Quality, ServiceTier, SkipReason } from "../../core/usageRecord.ts";
import { isJsonObject, readInstant, readText, type JsonObject } from "../lines.ts";
import { isInherited, type CodexDraft, type CodexState } from "./codexState.ts";
import {
  isNothing,
  isSameUsage,
  isSameUse,
  raiseMark,
  readUsage,
  riseAbove,
  tokensOf,
  type CodexUsage,
} from "./codexUsage.ts";
import type { PairKeys } from "./pairKeys.ts";

/** A call, the reason for not using a line that looked like one, or `undefined` where the line tells of no call. */
export type CallReading = CallRecord | SkipReason | undefined;

/** `token_usage_record`: one response each, with an id. */
export function readUsageRecord(state: CodexState, keys: PairKeys, line: JsonObject, payload: JsonObject): CallReading {
  const usage = readUsage(payload["usage"]);
  if (usage === undefined) return "wrong-type";
  const atMs = readInstant(line["timestamp"]);
  if (atMs === undefined) return "no-time";
  if (isInherited(state, line, payload, atMs) || isNothing(usage)) return undefined;
  const response =
    readText(payload["response_id"]) ?? keys.keyOf(usage, readUsage(payload["thread_token_usage"]) ?? null);
  return callOf(state, {
    family: state.threadId,
    member: response,
    yieldsTo: undefined,
    atMs,
    model: state.turnModel ?? state.threadModel ?? "",
    usage,
    quality: "exact-call",
  });
}

/**
 * `token_count`: the usage of the latest call beside the thread's total, emitted anew whenever something is to be shown.
 * A call is known by the pair of both, as forks copy it without any id and stamp it anew.
 */
export function readTokenCount(state: CodexDraft, keys: PairKeys, line: JsonObject, payload: JsonObject): CallReading {
  const info = readInfo(payload);
  if (info === undefined || typeof info === "string") return info;
  const { total, last } = info;
  if (total !== null && state.previousTotal !== null && isSameUsage(total, state.previousTotal)) return undefined;
  const atMs = readInstant(line["timestamp"]);
  if (atMs === undefined) return "no-time";

  const used = last ?? difference(state, total);
  if (total !== null) {
    state.previousTotal = total;
    state.highWater = raiseMark(state.highWater, total);
  }
  if (used === null || isNothing(used) || isInherited(state, line, payload, atMs)) return undefined;
  return callOf(state, {
    family: scopeOf(state, used, total) + keys.keyOf(last, total),
    member: "",
    yieldsTo: state.threadId,
    atMs,
    model: state.turnModel ?? info.model ?? state.threadModel ?? "",
    usage: used,
    // A difference of totals may span several calls of one turn.
    quality: last === null ? "exact-turn" : "exact-call",
  });
}

interface TokenInfo {
  readonly total: CodexUsage | null;
  readonly last: CodexUsage | null;
  readonly model: string | undefined;
}

function readInfo(payload: JsonObject): TokenInfo | SkipReason | undefined {
  const info = payload["info"];
  // Without `info` the line only tells rate limits. Counts beside the type are of a form never seen from Codex itself.
  if (info === null || info === undefined) return "input_tokens" in payload ? "unknown-format" : undefined;
  if (!isJsonObject(info)) return "wrong-type";
  const total = readOptionalUsage(info["total_token_usage"]);
  const last = readOptionalUsage(info["last_token_usage"]);
  if (total === undefined || last === undefined) return "wrong-type";
  return { total, last, model: readText(info["model"]) };
}

/** `null` where absent, `undefined` where it is of another type than the format says. */
function readOptionalUsage(value: unknown): CodexUsage | null | undefined {
  return value === null || value === undefined ? null : readUsage(value);
}

/** What the total adds. The first total of a thread that continues another one is its parent's: a base and no use. */
function difference(state: CodexState, total: CodexUsage | null): CodexUsage | null {
  if (total === null) return null;
  if (state.highWater === null && (state.isFork || state.isSubagent)) return null;
  return riseAbove(state.highWater, total);
}

/**
 * Where the total is no more than the call itself, two fresh threads may well have the same pair: the key is then scoped
 * to the oldest ancestor, which a fork's copy of its parent's first call shares with the original.
 */
function scopeOf(state: CodexState, used: CodexUsage, total: CodexUsage | null): string {
  return total === null || isSameUse(used, total) ? `${state.rootId}:` : "";
}

interface Call {
  readonly family: string;
  readonly member: string;
  readonly yieldsTo: string | undefined;
  readonly atMs: number;
  readonly model: string;
  readonly usage: CodexUsage;
  readonly quality: Quality;
}

function callOf(state: CodexState, call: Call): CallRecord {
  // Field by field: spreading takes several times as long, and this is done for every call. Calls of all
  // sources have their fields in the order of `CallRecord`, as code for objects of one shape is the quickest.
  return {
    kind: "call",
    family: call.family,
    member: call.member,
    yieldsTo: call.yieldsTo,
    atMs: call.atMs,
    model: call.model,
    serviceTier: tierOf(state.turnTier ?? state.threadTier),
    usOnly: false,
    tokens: tokensOf(call.usage),
    calls: 1,
    quality: call.quality,
    sessionId: state.threadId,
    agentId: state.isSubagent ? state.threadId : undefined,
    copyRank: copyRankOf(state),
    ownerMs: state.startMs ?? 0,
    cwd: state.cwd ?? undefined,
    branch: state.branch ?? undefined,
  };
}

function copyRankOf(state: CodexState): CallRecord["copyRank"] {
  if (state.isFork) return 2;
  return state.isSubagent ? 1 : 0;
}

function tierOf(written: string | null): ServiceTier {
  switch (written) {
    case "fast":
    case "ultrafast":
    case "priority":
    case "flex":
    case "batch":
      return written;
    default:
      return "standard";
  }
}
