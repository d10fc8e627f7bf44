import type { CallRecord, SkipReason } from "../../core/usageRecord.ts";
import { NO_TOKENS } from "../../shared/tokenCounts.ts";
import { Gathering } from "../gathering.ts";
import { readText } from "../lines.ts";
import type { LogStore, StoreRow } from "../logStore.ts";
import { newCall } from "../newCall.ts";
import { rowAnchors, standingRow } from "../rowAnchors.ts";
import type { LogFile, ParserState, StorePiece } from "../source.ts";

const PAGE_ROWS = 200;
/** Seconds until the year 2286; anything above are milliseconds. */
const FIRST_MILLISECONDS = 10_000_000_000;

/** Reads all sessions each time: they change in place, and a project has some hundred at most. */
export function* readCrushStore(store: LogStore, state: ParserState, file: LogFile): Generator<StorePiece> {
  const columns = store.columns("sessions");
  if (!columns.has("cost")) {
    // Told once, however often the file changes.
    yield {
      records: [],
      skipped: state["isUnknown"] === true ? {} : { "unknown-format": 1 },
      state: { isUnknown: true },
    };
    return;
  }
  const messages = store.columns("messages");
  const parent = columns.has("parent_session_id") ? "s.parent_session_id" : "NULL";
  const model = messages.has("model")
    ? // By row, as the index of sessions has them: to sort them by time, all that was ever said would be read each time.
      `(SELECT m.model FROM messages m WHERE m.session_id = s.id AND m.role = 'assistant' AND m.model <> ''
        ORDER BY m.rowid LIMIT 1)`
    : "NULL";
  const select = `SELECT s.rowid AS row, s.id AS id, s.cost AS cost, s.created_at AS at, ${parent} AS parent, ${model} AS model
    FROM sessions s WHERE s.rowid > ? ORDER BY s.rowid LIMIT ${PAGE_ROWS}`;
  for (let after = 0; ;) {
    const rows = store.rows(select, after);
    const end = Number(rows.at(-1)?.["row"]);
    // None left; or smaller than before, as a damaged table may have it for ever.
    if (!(end > after)) break;
    after = end;
    const gathering = new Gathering();
    for (const row of rows) {
      const parentId = readText(row["parent"]);
      gathering.add({ kind: "session", sessionId: String(row["id"]), parentId, toolVersion: undefined });
      // What a spawned session costs is added to the one that spawned it.
      const cost = parentId === undefined ? costOf(row, projectOf(file)) : undefined;
      // Looked at each time: what cannot be read would be told each time.
      if (typeof cost !== "string") gathering.take(cost);
    }
    yield { records: gathering.records, skipped: {}, state };
  }
  if (messages.has("role")) yield* readTurns(store, parent, state);
}

/** What a session has cost so far. No call: how many there were is not written down, nor how many tokens they took. */
function costOf(row: StoreRow, cwd: string | undefined): CallRecord | SkipReason | undefined {
  const usd = row["cost"];
  if (typeof usd !== "number" || !(usd > 0) || !Number.isFinite(usd)) return undefined;
  const atMs = instantOf(row["at"]);
  if (atMs === undefined) return "no-time";
  const id = String(row["id"]);
  return newCall({
    family: `session:${id}`,
    atMs,
    model: readText(row["model"]) ?? "",
    tokens: NO_TOKENS,
    calls: 0,
    quality: "session-total",
    reportedNanos: Math.round(usd * 1e9),
    sessionId: id,
    ownerMs: atMs,
    cwd,
  });
}

/** Told by where the database lies, unless it was moved out of its project. */
function projectOf({ folder }: LogFile): string | undefined {
  return /^(.+)[\\/]\.crush$/.exec(folder)?.[1];
}

/** Messages a person typed, from where they were read to. */
function* readTurns(store: LogStore, parent: string, state: ParserState): Generator<StorePiece> {
  const select = `SELECT m.rowid AS row, m.id AS id, m.session_id AS session, m.created_at AS at,
      m.role = 'user' AND ${parent} IS NULL AS is_typed
    FROM messages m LEFT JOIN sessions s ON s.id = m.session_id WHERE m.rowid > ? ORDER BY m.rowid LIMIT ${PAGE_ROWS}`;
  // Row numbers of removed messages are given anew.
  for (let after = standingRow(store, "messages", "id", state["anchors"]); ;) {
    const rows = store.rows(select, after);
    const end = Number(rows.at(-1)?.["row"]);
    if (!(end > after)) return;
    after = end;
    const records = rows.flatMap((row) => {
      const atMs = instantOf(row["at"]);
      if (row["is_typed"] !== 1 || atMs === undefined) return [];
      return [{ kind: "turn", id: String(row["id"]), sessionId: String(row["session"]), atMs } as const];
    });
    yield { records, skipped: {}, state: { anchors: rowAnchors(store, "messages", "id", after) } };
  }
}

function instantOf(value: unknown): number | undefined {
  if (typeof value !== "number" || value <= 0) return undefined;
  return value < FIRST_MILLISECONDS ? value * 1000 : value;
}
