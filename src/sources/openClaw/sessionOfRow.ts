import type { LogStore, StoreRow } from "../logStore.ts";
import { readEntry } from "../piSessions/readEntry.ts";
import { startSession, type SessionDraft } from "../piSessions/sessionState.ts";
import { OPENCLAW } from "./dialect.ts";
import { readEventOf } from "./readEventOf.ts";

/** Events read at once in search of a session's model. */
const STEP = 50;

/**
 * What a session's earlier events tell of the one in `row`: its header, and the model that was last told. Asked for once in
 * a reading; later events then add to it.
 */
export function sessionOfRow(store: LogStore, row: StoreRow, payload: string): SessionDraft {
  const id = String(row["session_id"]);
  const session: SessionDraft = { ...startSession(id) };
  const seq = Number(row["seq"]);
  const [header] = store.rows(
    `SELECT ${payload} FROM transcript_events WHERE session_id = ? AND seq < ? ORDER BY seq LIMIT 1`,
    id,
    seq,
  );
  const event = header === undefined ? undefined : readEventOf(header);
  if (event?.["type"] === "session") readEntry(session, event, OPENCLAW);
  session.model = lastModel(store, id, seq, payload) ?? session.model;
  return session;
}

function lastModel(store: LogStore, id: string, before: number, payload: string): string | undefined {
  for (let seq = before; ;) {
    const rows = store.rows(
      `SELECT seq, ${payload} FROM transcript_events WHERE session_id = ? AND seq < ? ORDER BY seq DESC LIMIT ${STEP}`,
      id,
      seq,
    );
    for (const row of rows) {
      const event = readEventOf(row);
      // A draft of its own: only the model is wanted.
      const told: SessionDraft = { ...startSession(id) };
      if (event !== undefined && event["type"] !== "session") readEntry(told, event, OPENCLAW);
      if (told.model !== null) return told.model;
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < STEP) return undefined;
    seq = Number(last["seq"]);
  }
}
