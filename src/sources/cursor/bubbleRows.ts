import type { LogStore, StoreRow } from "../logStore.ts";

/** Keys of messages, which Cursor calls bubbles: `bubbleId:<conversation>:<bubble>`. All others are never asked for. */
const FIRST_KEY = "bubbleId:";
const AFTER_LAST_KEY = "bubbleId;";

/** A row that has not been looked into. */
export interface BubbleRow {
  readonly row: number;
  readonly key: string;
  readonly bytes: number;
}

const PAGE_ROWS = 500;
const BATCH_ROWS = 100;
/** What SQLite takes in hand for one answer: a bubble holds what its tool gave out, up to megabytes. */
const BATCH_BYTES = 8 * 1024 * 1024;

const COLUMNS = "rowid AS row, key, octet_length(value) AS bytes";

/** Every bubble, in the order of the keys: that is by conversation. */
export function* bubblesByKey(store: LogStore, after: string): Generator<readonly BubbleRow[]> {
  const query = `SELECT ${COLUMNS} FROM cursorDiskKV WHERE key > ? AND key < ? ORDER BY key LIMIT ${PAGE_ROWS}`;
  for (let last = after === "" ? FIRST_KEY : after; ;) {
    const rows = store.rows(query, last, AFTER_LAST_KEY);
    const end = rows.at(-1);
    // None left; or smaller than before, as a damaged index may have it for ever.
    if (end === undefined || !(String(end["key"]) > last)) return;
    last = String(end["key"]);
    yield* batches(rows.map(bubbleRow));
  }
}

/** Bubbles written after a row, in the order they were written. */
export function* bubblesByRow(store: LogStore, after: number): Generator<readonly BubbleRow[]> {
  const query = `SELECT ${COLUMNS} FROM cursorDiskKV WHERE rowid > ? ORDER BY rowid LIMIT ${PAGE_ROWS}`;
  for (let last = after; ;) {
    const rows = store.rows(query, last);
    const end = Number(rows.at(-1)?.["row"]);
    if (!(end > last)) return;
    last = end;
    const isBubble = ({ key }: BubbleRow): boolean => key > FIRST_KEY && key < AFTER_LAST_KEY;
    yield* batches(rows.map(bubbleRow).filter(isBubble));
  }
}

function* batches(rows: readonly BubbleRow[]): Generator<readonly BubbleRow[]> {
  let batch: BubbleRow[] = [];
  let bytes = 0;
  for (const row of rows) {
    if (batch.length >= BATCH_ROWS || (bytes + row.bytes > BATCH_BYTES && batch.length > 0)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(row);
    bytes += row.bytes;
  }
  if (batch.length > 0) yield batch;
}

function bubbleRow(row: StoreRow): BubbleRow {
  return { row: Number(row["row"]), key: String(row["key"]), bytes: Number(row["bytes"] ?? 0) };
}
