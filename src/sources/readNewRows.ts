import type { ParserState, StorePiece } from "./source.ts";
import { Gathering, type Reading } from "./gathering.ts";
import type { LogStore, StoreRow } from "./logStore.ts";
import { rowAnchors, standingRow } from "./rowAnchors.ts";

const ROWS_AT_ONCE = 500;

export interface RowTable {
  readonly name: string;
  /** By which its rows are recognised. */
  readonly keyColumn: string;
  /** Rows above one number (`row`), in their order, at most so many: its two parameters. */
  readonly query: string;
}

/** Reads the rows of a table to which rows are only ever added, on from where it still stands as it was read. */
export function* readNewRows(
  store: LogStore,
  { name, keyColumn, query }: RowTable,
  before: ParserState,
  read: (row: StoreRow) => Reading,
): Generator<StorePiece, void, undefined> {
  let after = standingRow(store, name, keyColumn, before["anchors"]);
  for (;;) {
    const rows = store.rows(query, after, ROWS_AT_ONCE);
    const gathering = new Gathering();
    for (const row of rows) gathering.take(read(row));
    const last = Number(rows.at(-1)?.["row"]);
    // None left; or smaller than before, as a damaged table may have it for ever.
    if (!(last > after)) return;
    after = last;
    yield gathering.behind({ anchors: rowAnchors(store, name, keyColumn, after) });
  }
}
