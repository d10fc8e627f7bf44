import type { SkipReason } from "../../core/usageRecord.ts";
import { findWatermark, type Watermark } from "../findWatermark.ts";
import { Gathering } from "../gathering.ts";
import { readCount, readInstant, readText } from "../lines.ts";
import type { StoreRow } from "../logStore.ts";
import type { ReadStore } from "../source.ts";
import { CallsOfHour, type LoggedCall } from "./callsOfHour.ts";

const ROWS_A_PIECE = 500;
const KEY = ["model", "timestamp"] as const;

/** Reads the table of calls that Continue keeps for its own statistics. */
export const readTokensStore: ReadStore = function* (store, state) {
  const columns = store.columns("tokens_generated");
  if (!["model", "tokens_generated", "timestamp"].every((column) => columns.has(column))) return;
  let mark = findWatermark(store, "tokens_generated", KEY, state["mark"]);
  const calls = new CallsOfHour(mark === null ? undefined : state["hours"]);
  // Early versions did not count prompts.
  const prompt = columns.has("tokens_prompt") ? "tokens_prompt" : "0";
  const query = `SELECT rowid AS place, model, ${prompt} AS prompt, tokens_generated AS generated, timestamp
    FROM tokens_generated WHERE rowid > ? ORDER BY rowid LIMIT ${ROWS_A_PIECE}`;
  for (;;) {
    const rows = store.rows(query, mark?.place ?? -1);
    const last = rows.at(-1);
    if (last === undefined) return;
    const gathering = new Gathering();
    for (const row of rows) {
      const reading = readRow(row);
      gathering.take(typeof reading === "object" ? calls.callOf(reading) : reading);
    }
    mark = markOf(last);
    yield { records: gathering.records, skipped: gathering.skipped, state: { mark, hours: calls.state } };
  }
};

function markOf(row: StoreRow): Watermark {
  return { place: Number(row["place"]), key: KEY.map((column) => row[column] ?? null) };
}

function readRow(row: StoreRow): LoggedCall | SkipReason | undefined {
  const prompt = readCount(row["prompt"]);
  const generated = readCount(row["generated"]);
  if (prompt === undefined || generated === undefined) return "wrong-type";
  if (prompt === 0 && generated === 0) return undefined;
  // SQLite's CURRENT_TIMESTAMP: UTC, whole seconds, without saying so.
  const atMs = readInstant(readText(row["timestamp"])?.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/, "$1T$2Z"));
  return atMs === undefined ? "no-time" : { atMs, model: readText(row["model"]) ?? "", prompt, generated };
}
