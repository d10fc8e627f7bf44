/** A value of a database's row, as SQLite has it. */
export type StoreValue = null | number | bigint | string | Uint8Array;

export type StoreRow = Readonly<Record<string, StoreValue>>;

/**
 * Another program's SQLite database, to be read only. Each query is a transaction of its own, so ask for some hundred rows
 * at a time: the owner may have to wait for as long as one takes.
 */
export interface LogStore {
  /** Columns of a table; empty where there is no such table. */
  columns(table: string): ReadonlySet<string>;
  /** All rows of a query. Integers beyond 2^53 come as the nearest number. */
  rows(query: string, ...values: readonly (null | number | string)[]): readonly StoreRow[];
}
