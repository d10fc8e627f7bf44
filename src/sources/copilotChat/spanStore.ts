import type { SkipReason, UsageRecord } from "../../core/usageRecord.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import { disjointTokens } from "../disjointTokens.ts";
import { readCount, readText } from "../lines.ts";
import type { LogStore, StoreRow } from "../logStore.ts";
import { newCall } from "../newCall.ts";
import { readNewRows } from "../readNewRows.ts";
import type { ParserState, StorePiece } from "../source.ts";

const SPANS = "spans";

/** Without these, spans are of a version we do not know. */
const NEEDED = ["span_id", "operation_name", "start_time_ms", "input_tokens", "output_tokens"] as const;

const OPTIONAL = [
  "trace_id",
  "chat_session_id",
  "conversation_id",
  "request_model",
  "response_model",
  "cached_tokens",
  "reasoning_tokens",
] as const;

/** Attributes that only spans of Copilot CLI have, which the extension hands on: its calls are read from its own files. */
const OF_CLI = ["cost", "aiu", "nano_aiu", "initiator", "server_duration", "turn_id", "interaction_id"].map(
  (name) => `'github.copilot.${name}'`,
);

const CACHE_WRITE = "gen_ai.usage.cache_creation.input_tokens";

/** Reads the extension's database of spans. A span is added when it has ended, and old ones are removed. */
export function* readSpanStore(store: LogStore, before: ParserState): Generator<StorePiece, void, undefined> {
  const columns = store.columns(SPANS);
  if (!NEEDED.every((column) => columns.has(column))) {
    // Told once, however often the file changes.
    const skipped = before["isUnknown"] === true ? {} : { "unknown-format": 1 };
    yield { state: { isUnknown: true }, records: [], skipped };
    return;
  }
  const query = queryOf(columns, store.columns("span_attributes").has("key"));
  yield* readNewRows(store, { name: SPANS, keyColumn: "span_id", query }, before, readRow);
}

function queryOf(columns: ReadonlySet<string>, hasAttributes: boolean): string {
  const told = [...NEEDED, ...OPTIONAL].filter((column) => columns.has(column)).map((column) => `spans.${column}`);
  const ofSpan = "FROM span_attributes WHERE span_attributes.span_id = spans.span_id AND";
  if (hasAttributes) told.push(`(SELECT value ${ofSpan} key = '${CACHE_WRITE}') AS cache_write`);
  const isOurs = hasAttributes ? `AND NOT EXISTS (SELECT 1 ${ofSpan} key IN (${OF_CLI.join(", ")}))` : "";
  return `SELECT spans.rowid AS row, ${told.join(", ")} FROM spans
    WHERE spans.rowid > ? AND operation_name = 'chat' ${isOurs} ORDER BY spans.rowid LIMIT ?`;
}

function readRow(row: StoreRow): UsageRecord | SkipReason | undefined {
  const prompt = readCount(row["input_tokens"]);
  const output = readCount(row["output_tokens"]);
  const cacheRead = readCount(row["cached_tokens"]);
  const reasoning = readCount(row["reasoning_tokens"]);
  // Attributes are texts.
  const cacheWrite = readCount(typeof row["cache_write"] === "string" ? Number(row["cache_write"]) : undefined);
  if (prompt === undefined || output === undefined || cacheRead === undefined) return "wrong-type";
  if (cacheWrite === undefined || reasoning === undefined) return "wrong-type";
  const tokens = disjointTokens({ prompt, cacheRead, cacheWrite, output, reasoning: Math.min(reasoning, output) });
  if (totalTokens(tokens) === 0) return undefined;
  const spanId = readText(row["span_id"]);
  if (spanId === undefined) return "malformed";
  const startMs = row["start_time_ms"];
  if (typeof startMs !== "number") return "no-time";
  const conversation = readText(row["chat_session_id"]) ?? readText(row["conversation_id"]);
  const sessionId = conversation ?? `trace:${readText(row["trace_id"]) ?? spanId}`;
  return newCall({
    family: sessionId,
    member: spanId.toLowerCase(),
    atMs: Math.floor(startMs),
    model: readText(row["response_model"]) ?? readText(row["request_model"]) ?? "",
    tokens,
    quality: "exact-call",
    sessionId,
  });
}
