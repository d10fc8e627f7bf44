export type SqlValue = string | number | boolean | null | Uint8Array | readonly number[];
export type Row = Readonly<Record<string, unknown>>;

/** What a repository needs of a database. Whole numbers of any width come as numbers. */
export interface Queries {
  query(sql: string, values?: readonly SqlValue[]): Promise<readonly Row[]>;
  /** Runs statements that take no values and answer nothing. */
  run(sql: string): Promise<void>;
}

export interface BoardDatabase extends Queries {
  /**
   * All of the body or nothing of it; the body's failure is passed on.
   *
   * @param settings statements that come with its beginning, such as `SET LOCAL`
   */
  transaction<Result>(body: (queries: Queries) => Promise<Result>, settings?: string): Promise<Result>;
  close(): Promise<void>;
}

export function numberIn(row: Row | undefined, column: string): number {
  const value = row?.[column];
  if (typeof value !== "number") throw new Error(`Column ${column} holds no number`);
  return value;
}

export function textIn(row: Row | undefined, column: string): string {
  const value = row?.[column];
  if (typeof value !== "string") throw new Error(`Column ${column} holds no text`);
  return value;
}

export function flagIn(row: Row | undefined, column: string): boolean {
  const value = row?.[column];
  if (typeof value !== "boolean") throw new Error(`Column ${column} holds no truth value`);
  return value;
}

export function bytesIn(row: Row | undefined, column: string): Uint8Array {
  const value = row?.[column];
  if (!(value instanceof Uint8Array)) throw new Error(`Column ${column} holds no bytes`);
  return value;
}

/** `undefined` for NULL. */
export function optionalNumberIn(row: Row | undefined, column: string): number | undefined {
  return row?.[column] === null ? undefined : numberIn(row, column);
}

/** `undefined` for NULL. */
export function optionalTextIn(row: Row | undefined, column: string): string | undefined {
  return row?.[column] === null ? undefined : textIn(row, column);
}
