import type { DatabaseSync } from "node:sqlite";

/** Primary result codes of SQLite that mean something to us (https://sqlite.org/rescode.html). */
export type SqliteFault = "busy" | "read-only" | "io" | "corrupt" | "full" | "cannot-open" | "other";

const FAULT_BY_CODE: Readonly<Record<number, SqliteFault>> = {
  5: "busy",
  6: "busy",
  8: "read-only",
  10: "io",
  11: "corrupt",
  13: "full",
  14: "cannot-open",
  26: "corrupt",
};

/** What went wrong in SQLite, or `undefined` where the error is not SQLite's. */
export function sqliteFaultOf(error: unknown): SqliteFault | undefined {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return undefined;
  // The low byte is the primary code; the rest says more than we need.
  return FAULT_BY_CODE[error.errcode & 0xff] ?? "other";
}

/** Runs `work` in one transaction that takes the write lock at once; undone when it throws. */
export function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    try {
      database.exec("ROLLBACK");
    } catch {
      // SQLite has rolled back by itself, as it does on a full disk; the first error is the one to tell.
    }
    throw error;
  }
}

/** Number in a column that the schema says is a number. */
export function numberIn(row: Readonly<Record<string, unknown>>, column: string): number {
  const value = row[column];
  if (typeof value === "number") return value;
  throw new Error(`Column ${column} holds no number`);
}

export function textIn(row: Readonly<Record<string, unknown>>, column: string): string {
  const value = row[column];
  if (typeof value === "string") return value;
  throw new Error(`Column ${column} holds no text`);
}

export function optionalNumberIn(row: Readonly<Record<string, unknown>>, column: string): number | undefined {
  return row[column] === null ? undefined : numberIn(row, column);
}

export function optionalTextIn(row: Readonly<Record<string, unknown>>, column: string): string | undefined {
  return row[column] === null ? undefined : textIn(row, column);
}
