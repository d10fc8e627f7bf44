import { DatabaseError, Pool } from "pg";
import type { BoardDatabase } from "./boardDatabase.ts";
import { DatabaseAway, isPassing } from "./databaseAway.ts";
import { wholeNumbers } from "./wholeNumbers.ts";
import { overPool } from "./overPool.ts";

/** A connection takes longer to make, and to plan its statements, than most answers; so it stays through quiet minutes. */
const IDLE_MS = 10 * 60_000;

export interface PostgresOptions {
  readonly url: string;
  readonly connections: number;
  /** A statement that takes longer is given up, so that a slow one cannot hold its connection. */
  readonly statementMs: number;
  /** Told of connections that break while nobody uses them. */
  readonly onFault: (error: Error) => void;
}

/**
 * Connects when the first query comes: a database that is away for a minute is found again by itself. Whatever passes by itself
 * comes as `DatabaseAway`.
 */
export function openPostgres(options: PostgresOptions): BoardDatabase {
  const pool = new Pool({
    connectionString: options.url,
    max: options.connections,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: IDLE_MS,
    statement_timeout: options.statementMs,
    idle_in_transaction_session_timeout: options.statementMs,
    application_name: "token-legend-board",
    types: wholeNumbers(),
  });
  pool.on("error", options.onFault);
  return { ...overPool(pool, namingAbsence), close: () => pool.end() };
}

/** What is no answer of the database itself comes from the way to it. */
async function namingAbsence<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof DatabaseError && !isPassing(error)) throw error;
    throw new DatabaseAway("The database does not answer now", { cause: error });
  }
}
