import type { SkipReason, UsageRecord } from "../../core/usageRecord.ts";
import { nanosOfNanoAiu } from "../aiCredits.ts";
import { disjointTokens } from "../disjointTokens.ts";
import { readCount, readText } from "../lines.ts";
import type { LogStore, StoreRow } from "../logStore.ts";
import { newCall } from "../newCall.ts";
import { readNewRows } from "../readNewRows.ts";
import type { ParserState, StorePiece } from "../source.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";

const USAGE = "assistant_usage_events";

/** What was always there; without these a table of this name is another one. */
const NEEDED = ["id", "session_id", "input_tokens", "output_tokens", "created_at"] as const;

const OPTIONAL = [
  "agent_id",
  "model",
  "copilot_usage_model",
  "cache_read_tokens",
  "cache_write_tokens",
  "reasoning_tokens",
  "total_nano_aiu",
] as const;

/** Reads the table with one row per call. Rows are added when a call has ended and never change. */
export function* readUsageStore(store: LogStore, before: ParserState): Generator<StorePiece, void, undefined> {
  const columns = store.columns(USAGE);
  if (!NEEDED.every((column) => columns.has(column))) {
    // Versions from before July 2026 have sessions here, but no usage.
    const isOlder = columns.size === 0 && store.columns("sessions").has("id");
    // Told once, however often the file changes.
    const isTold = isOlder || before["isUnknown"] === true;
    yield { state: { isUnknown: !isOlder }, records: [], skipped: isTold ? {} : { "unknown-format": 1 } };
    return;
  }
  const query = queryOf(columns, store.columns("sessions"));
  // Ids may begin anew where rows were removed.
  yield* readNewRows(store, { name: USAGE, keyColumn: "created_at", query }, before, readRow);
}

function queryOf(columns: ReadonlySet<string>, sessionColumns: ReadonlySet<string>): string {
  const told = [...NEEDED, ...OPTIONAL].filter((column) => columns.has(column)).map((column) => `usage.${column}`);
  const places = ["cwd", "branch"].filter((column) => sessionColumns.has(column)).map((column) => `sessions.${column}`);
  const join = places.length === 0 ? "" : "LEFT JOIN sessions ON sessions.id = usage.session_id";
  return `SELECT usage.rowid AS row, ${[...told, ...places].join(", ")} FROM ${USAGE} AS usage ${join}
    WHERE usage.rowid > ? ORDER BY usage.rowid LIMIT ?`;
}

function readRow(row: StoreRow): UsageRecord | SkipReason | undefined {
  const sessionId = readText(row["session_id"]);
  if (sessionId === undefined) return "malformed";
  const prompt = readCount(row["input_tokens"]);
  const output = readCount(row["output_tokens"]);
  const cacheRead = readCount(row["cache_read_tokens"]);
  const cacheWrite = readCount(row["cache_write_tokens"]);
  const reasoning = readCount(row["reasoning_tokens"]);
  if (prompt === undefined || output === undefined || cacheRead === undefined) return "wrong-type";
  if (cacheWrite === undefined || reasoning === undefined) return "wrong-type";
  const tokens = disjointTokens({ prompt, cacheRead, cacheWrite, output, reasoning: Math.min(reasoning, output) });
  if (totalTokens(tokens) === 0) return undefined;
  const atMs = readUtc(row["created_at"]);
  if (atMs === undefined) return "no-time";
  const reportedNanos = nanosOfNanoAiu(row["total_nano_aiu"], atMs);
  return newCall({
    family: sessionId,
    // Ids begin anew where the database was deleted, and a session may go on after that.
    member: `${String(row["id"])}@${String(row["created_at"])}`,
    atMs,
    model: readText(row["model"]) ?? readText(row["copilot_usage_model"]) ?? "",
    tokens,
    quality: "exact-call",
    sessionId,
    agentId: readText(row["agent_id"]),
    cwd: readText(row["cwd"]),
    branch: readText(row["branch"]),
    ...(reportedNanos === undefined ? {} : { reportedNanos }),
  });
}

const WITHOUT_ZONE = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)$/;

/** SQLite's own time stamps name no zone and are UTC. */
function readUtc(value: unknown): number | undefined {
  if (typeof value !== "string") return undefined;
  const atMs = Date.parse(value.replace(WITHOUT_ZONE, "$1T$2Z"));
  return Number.isNaN(atMs) ? undefined : atMs;
}
