import { Gathering } from "../gathering.ts";
import type { LogStore } from "../logStore.ts";
import { readEntry } from "../piSessions/readEntry.ts";
import type { SessionDraft } from "../piSessions/sessionState.ts";
import type { ReadStore, StorePiece } from "../source.ts";
import { OPENCLAW } from "./dialect.ts";
import { findWatermark, type Watermark } from "../findWatermark.ts";
import { readArchives } from "./readArchives.ts";
import { readEventOf } from "./readEventOf.ts";
import { sessionOfRow } from "./sessionOfRow.ts";
import { timedEvent } from "./timedEvent.ts";

/**
 * Transcripts are written anew when a conversation is cut, with the same numbers from the first event on: then another event
 * may be in the place of the last one read, and is known by its time.
 */
const EVENT_KEY = ["session_id", "seq", "created_at"] as const;

/** An event may have megabytes. */
const EVENTS_A_PIECE = 200;

/** How far each table was read. */
interface Marks {
  events: Watermark | null;
  archives: Watermark | null;
}

/** Events of the running sessions, then transcripts of those that were reset or deleted, each from where it was left. */
export const readAgentStore: ReadStore = function* (store, state) {
  const marks: Marks = { events: null, archives: null };
  const columns = store.columns("transcript_events");
  // Databases of the first half of 2026 have no such table: the transcripts were files.
  const hasEvents = ["session_id", "seq", "event_json", "created_at"].every((column) => columns.has(column));
  const archiveColumns = store.columns("session_transcript_archives");
  const hasArchives = ["session_id", "generation", "encoding", "archive_blob"].every((it) => archiveColumns.has(it));
  if (hasArchives) {
    const key = ["session_id", "generation"] as const;
    marks.archives = findWatermark(store, "session_transcript_archives", key, state["archives"]);
  }
  if (hasEvents) {
    marks.events = findWatermark(store, "transcript_events", EVENT_KEY, state["events"]);
    yield* readEvents(store, columns.has("event_zstd"), marks);
  }
  if (!hasArchives) return;
  for (const { row, gathering } of readArchives(store, marks.archives?.place ?? -1)) {
    marks.archives = { place: Number(row["place"]), key: [row["session_id"] ?? null, row["generation"] ?? null] };
    yield pieceOf(gathering, marks);
  }
};

function* readEvents(store: LogStore, mayBePacked: boolean, marks: Marks): Generator<StorePiece> {
  const sessions = new Map<string, SessionDraft>();
  // Tool output is most of a transcript and tells nothing to count: it is left where it is.
  const payload = `CASE WHEN instr(substr(event_json, 1, 400), '"role":"toolResult"') = 0 THEN event_json END AS plain,
    ${mayBePacked ? "event_zstd" : "NULL"} AS packed`;
  const query = `SELECT rowid AS place, session_id, seq, created_at, event_json IS NOT NULL AS is_plain, ${payload}
    FROM transcript_events WHERE rowid > ? ORDER BY rowid LIMIT ${EVENTS_A_PIECE}`;
  for (;;) {
    const rows = store.rows(query, marks.events?.place ?? -1);
    const last = rows.at(-1);
    if (last === undefined) return;
    const gathering = new Gathering();
    for (const row of rows) {
      if (row["is_plain"] === 1 && row["plain"] === null) continue;
      const event = readEventOf(row);
      if (event === undefined) {
        gathering.skip("malformed");
        continue;
      }
      const id = String(row["session_id"]);
      const session = sessions.get(id) ?? sessionOfRow(store, row, payload);
      sessions.set(id, session);
      gathering.take(readEntry(session, timedEvent(event, row["created_at"]), OPENCLAW));
    }
    marks.events = { place: Number(last["place"]), key: EVENT_KEY.map((column) => last[column] ?? null) };
    yield pieceOf(gathering, marks);
  }
}

function pieceOf({ records, skipped }: Gathering, { events, archives }: Marks): StorePiece {
  return { records, skipped, state: { events, archives } };
}
