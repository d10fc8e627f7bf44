import { contentKey } from "./contentKey.ts";
import { isJsonObject } from "./lines.ts";
import type { LogStore, StoreRow } from "./logStore.ts";

/** A row and its key: another key in that place means that rows were taken away and their numbers given anew. */
export interface RowAnchor {
  readonly row: number;
  /** Hash of the key, as keys may be long and tell of what is none of our business. */
  readonly key: string;
}

/** From the last row back: what was taken away is mostly near the end, and little is then read again. */
const DISTANCES = [0, 100, 1_000, 10_000, 100_000];

/**
 * Rows by which a table is recognised that was read up to one. SQLite numbers a new row one above the last, and gives
 * numbers anew where the last ones were deleted, and all of them when the database is compacted.
 */
export function rowAnchors(store: LogStore, table: string, keyColumn: string, upTo: number): readonly RowAnchor[] {
  const query = `SELECT rowid AS row, ${keyColumn} AS key FROM ${table} WHERE rowid <= ? ORDER BY rowid DESC LIMIT 1`;
  const anchors = new Map<number, RowAnchor>();
  for (const distance of DISTANCES) {
    const [found] = store.rows(query, upTo - distance);
    if (found === undefined) break;
    anchors.set(Number(found["row"]), { row: Number(found["row"]), key: hashOf(found) });
  }
  return [...anchors.values()];
}

/** The last row up to which the table is as it was; 0 where it is another one. */
export function standingRow(store: LogStore, table: string, keyColumn: string, anchors: unknown): number {
  const query = `SELECT ${keyColumn} AS key FROM ${table} WHERE rowid = ?`;
  for (const anchor of Array.isArray(anchors) ? (anchors as readonly unknown[]) : []) {
    if (!isJsonObject(anchor)) continue;
    const { row, key } = anchor;
    const [found] = typeof row === "number" ? store.rows(query, row) : [];
    if (typeof row === "number" && found !== undefined && hashOf(found) === key) return row;
  }
  return 0;
}

function hashOf({ key }: StoreRow): string {
  return contentKey(String(key));
}
