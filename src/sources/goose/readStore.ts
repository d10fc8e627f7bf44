import type { TurnRecord } from "../../core/usageRecord.ts";
import { Gathering } from "../gathering.ts";
import { readText } from "../lines.ts";
import type { LogStore, StoreRow } from "../logStore.ts";
import type { ParserState, StorePiece } from "../source.ts";
import { rowAnchors, standingRow } from "../rowAnchors.ts";
import { callOfLedger, callOfSession, COUNT_NAMES, instantOf } from "./gooseCall.ts";

const PAGE_ROWS = 500;
/** By which a row of the ledger is known again: a restored backup has others in the same places. */
const LEDGER_KEY = "session_id || '/' || created_timestamp";
/** What a person types is far smaller; larger messages are what tools gave out. */
const MAX_MESSAGE_BYTES = 1024 * 1024;
/** Sessions that no person talks to. */
const AUTOMATIC_SESSIONS = "('scheduled', 'sub_agent', 'subagent', 'hidden')";

/** Reads the ledger and the messages from where they were read to, and the sessions, which change in place, all over. */
export function* readGooseStore(store: LogStore, state: ParserState): Generator<StorePiece> {
  const sessions = store.columns("sessions");
  if (!sessions.has("id")) {
    // Told once, however often the file changes.
    yield {
      records: [],
      skipped: state["isUnknown"] === true ? {} : { "unknown-format": 1 },
      state: { isUnknown: true },
    };
    return;
  }
  const about = `s.created_at AS created, ${columnOf(sessions, "working_dir")} AS folder,
    ${columnOf(sessions, "parent_session_id")} AS parent`;
  let after: ParserState = { ledger: state["ledger"], messages: state["messages"] };
  if (store.columns("usage_ledger").has("session_id")) {
    const select = `SELECT l.id AS row, l.session_id AS session, l.created_timestamp AS at, l.model AS model, l.cost AS cost,
      l.cost_source AS cost_source, ${COUNT_NAMES.map((name) => `l.${name}_tokens AS ${name}`).join(", ")}, ${about}
      FROM usage_ledger l LEFT JOIN sessions s ON s.id = l.session_id`;
    const from = standingRow(store, "usage_ledger", LEDGER_KEY, after["ledger"]);
    for (const rows of pagesAfter(store, select, "l.id", from)) {
      const gathering = new Gathering();
      for (const row of rows) gathering.take(callOfLedger(row));
      after = { ...after, ledger: rowAnchors(store, "usage_ledger", LEDGER_KEY, Number(rows.at(-1)?.["row"])) };
      yield { records: gathering.records, skipped: gathering.skipped, state: after };
    }
  }
  if (store.columns("messages").has("message_id")) {
    const type = sessions.has("session_type") ? `coalesce(s.session_type, 'user') NOT IN ${AUTOMATIC_SESSIONS}` : "1";
    const select = `SELECT m.id AS row, m.session_id AS session, m.message_id AS message, m.created_timestamp AS at,
      m.role = 'user' AND ${type} AND ${columnOf(sessions, "parent_session_id")} IS NULL
        AND CASE WHEN octet_length(m.content_json) <= ${MAX_MESSAGE_BYTES} AND json_valid(m.content_json)
          THEN json_extract(m.content_json, '$[0].type') END = 'text'
        AND CASE WHEN json_valid(m.metadata_json) THEN json_extract(m.metadata_json, '$.userVisible') END IS NOT 0 AS is_typed
      FROM messages m LEFT JOIN sessions s ON s.id = m.session_id`;
    const from = standingRow(store, "messages", "message_id", after["messages"]);
    for (const rows of pagesAfter(store, select, "m.id", from)) {
      after = { ...after, messages: rowAnchors(store, "messages", "message_id", Number(rows.at(-1)?.["row"])) };
      yield { records: rows.flatMap((row) => turnOf(row) ?? []), skipped: {}, state: after };
    }
  }
  yield* readSessions(store, sessions, about, after);
}

function* readSessions(
  store: LogStore,
  columns: ReadonlySet<string>,
  about: string,
  state: ParserState,
): Generator<StorePiece> {
  const config = columns.has("model_config_json")
    ? "CASE WHEN json_valid(s.model_config_json) THEN json_extract(s.model_config_json, '$.model_name') END"
    : "NULL";
  const counts = COUNT_NAMES.map((name) => `${columnOf(columns, `accumulated_${name}_tokens`)} AS ${name}`);
  const select = `SELECT s.rowid AS row, s.id AS session, ${config} AS model,
    ${columnOf(columns, "accumulated_cost")} AS cost, ${counts.join(", ")}, ${about} FROM sessions s`;
  for (const rows of pagesAfter(store, select, "s.rowid", 0)) {
    const gathering = new Gathering();
    for (const row of rows) {
      gathering.add({
        kind: "session",
        sessionId: String(row["session"]),
        parentId: readText(row["parent"]),
        toolVersion: undefined,
      });
      const call = callOfSession(row);
      // Looked at each time: what cannot be read would be told each time.
      if (typeof call !== "string") gathering.take(call);
    }
    yield { records: gathering.records, skipped: {}, state };
  }
}

/** Pages of rows behind one, in order. */
function* pagesAfter(store: LogStore, select: string, key: string, from: number): Generator<readonly StoreRow[]> {
  for (let after = from; ;) {
    const rows = store.rows(`${select} WHERE ${key} > ? ORDER BY ${key} LIMIT ${PAGE_ROWS}`, after);
    const end = Number(rows.at(-1)?.["row"]);
    // None left; or smaller than before, as a damaged table may have it for ever.
    if (!(end > after)) return;
    after = end;
    yield rows;
  }
}

function turnOf(row: StoreRow): TurnRecord | undefined {
  const id = readText(row["message"]);
  const atMs = instantOf(row["at"]);
  if (row["is_typed"] !== 1 || id === undefined || atMs === undefined) return undefined;
  return { kind: "turn", id, sessionId: String(row["session"]), atMs };
}

/** Columns have come with the versions. */
function columnOf(columns: ReadonlySet<string>, name: string): string {
  return columns.has(name) ? `s.${name}` : "NULL";
}
