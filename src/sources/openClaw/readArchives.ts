import { Gathering } from "../gathering.ts";
import type { LogStore, StoreRow } from "../logStore.ts";
import { readEntry } from "../piSessions/readEntry.ts";
import { startSession, type SessionDraft } from "../piSessions/sessionState.ts";
import { OPENCLAW } from "./dialect.ts";
import { unpack } from "./unpack.ts";

export interface ReadArchive {
  readonly row: StoreRow;
  readonly gathering: Gathering;
}

/** Whole transcripts of sessions that were reset or deleted, one at a time as each may be large. */
export function* readArchives(store: LogStore, after: number): Generator<ReadArchive> {
  for (let place = after; ;) {
    const [row] = store.rows(
      `SELECT rowid AS place, session_id, generation, encoding, archive_blob
        FROM session_transcript_archives WHERE rowid > ? ORDER BY rowid LIMIT 1`,
      place,
    );
    if (row === undefined) return;
    yield { row, gathering: readArchive(row) };
    place = Number(row["place"]);
  }
}

function readArchive(row: StoreRow): Gathering {
  const gathering = new Gathering();
  const blob = row["archive_blob"];
  const bytes =
    blob instanceof Uint8Array ? (row["encoding"] === "zstd" ? unpack(blob) : Buffer.from(blob)) : undefined;
  if (bytes === undefined) {
    gathering.skip("malformed");
    return gathering;
  }
  const session: SessionDraft = { ...startSession(String(row["session_id"])) };
  gathering.takeLines(bytes, (entry) => readEntry(session, entry, OPENCLAW));
  return gathering;
}
