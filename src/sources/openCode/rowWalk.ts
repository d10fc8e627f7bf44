import { isJsonObject } from "../lines.ts";
import type { LogStore, StoreRow } from "../logStore.ts";
import { rowAnchors, standingRow, type RowAnchor } from "../rowAnchors.ts";
import type { ParserState } from "../source.ts";

/** How far a table has been read. Its rows are numbered as they are added, and changed in place. */
export interface RowMark extends ParserState {
  readonly anchors: readonly RowAnchor[];
  /** Rows before the last that were not settled. */
  readonly open: readonly number[];
}

export interface RowPage {
  readonly rows: readonly StoreRow[];
  /** Rows up to this one were looked at before. */
  readonly knownRow: number;
  /** How far all is read once it is known which rows of this page are open. */
  readonly markAfter: (open: readonly number[]) => RowMark;
}

/** What a query has to select of the table `m`, besides what the caller wants. */
export const ROW_COLUMNS = "m.rowid AS row, m.id AS id";

const PAGE_ROWS = 200;
/**
 * Rows that are read again each time: a message that failed may be tried once more in its old row, some minutes and, with
 * other sessions at work, some rows later.
 */
const OVERLAP_ROWS = 300;
/** Those of a tool that was killed stay open for ever; the newest are kept. */
const MAX_OPEN_ROWS = 1_000;

/**
 * Walks through the rows of a table that are new since `state`, the last ones before them, and all that were open.
 * @param select query for rows of the table, named `m`, up to its WHERE
 */
export function* walkRows(store: LogStore, table: string, select: string, state: unknown): Generator<RowPage> {
  const before = markIn(state);
  const known = standingRow(store, table, "id", before.anchors);
  const from = Math.max(0, known - OVERLAP_ROWS);
  const open = new Set<number>();
  const markAt = (end: number, stillOpen: readonly number[]): RowMark => {
    for (const row of stillOpen) open.add(row);
    // What was known stands until all of it was looked at again.
    if (end < known) return before;
    return { anchors: rowAnchors(store, table, "id", end), open: [...open].slice(-MAX_OPEN_ROWS) };
  };
  const old = before.open.filter((row) => row <= from);
  if (old.length > 0) {
    const rows = store.rows(`${select} WHERE m.rowid IN (SELECT value FROM json_each(?))`, JSON.stringify(old));
    yield { rows, knownRow: known, markAfter: (stillOpen) => markAt(0, stillOpen) };
  }
  for (let after = from; ;) {
    const rows = store.rows(`${select} WHERE m.rowid > ? ORDER BY m.rowid LIMIT ${PAGE_ROWS}`, after);
    const end = Number(rows.at(-1)?.["row"]);
    // None left; or fewer than before, as a damaged table may have it for ever.
    if (!(end > after)) return;
    yield { rows, knownRow: known, markAfter: (stillOpen) => markAt(end, stillOpen) };
    after = end;
  }
}

function markIn(state: unknown): RowMark {
  // Written by `markAfter` alone.
  return isJsonObject(state) ? (state as RowMark) : { anchors: [], open: [] };
}
