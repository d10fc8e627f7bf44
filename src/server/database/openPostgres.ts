import { createHash } from "node:crypto";
import { DatabaseError, Pool, TypeOverrides, type PoolClient } from "pg";
import type { BoardDatabase, Queries, Row } from "./boardDatabase.ts";
import { DatabaseAway, isPassing } from "./databaseAway.ts";
import { INT8 } from "./int8.ts";

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
  const types = new TypeOverrides();
  // Every whole number that the board stores is one that a number holds exactly.
  types.setTypeParser(INT8, Number);
  const pool = new Pool({
    connectionString: options.url,
    max: options.connections,
    connectionTimeoutMillis: 5_000,
    statement_timeout: options.statementMs,
    idle_in_transaction_session_timeout: options.statementMs,
    application_name: "token-legend-board",
    types,
  });
  pool.on("error", options.onFault);
  const names = new StatementNames();
  return {
    ...queriesOn(pool, names),
    transaction: (body) => inTransaction(pool, names, body),
    close: () => pool.end(),
  };
}

/** Names of statements, by which a connection knows one that it has planned: planning takes longer than most of them. */
class StatementNames {
  readonly #names = new Map<string, string>();

  of(sql: string): string {
    const known = this.#names.get(sql);
    if (known !== undefined) return known;
    const name = createHash("sha256").update(sql).digest("hex").slice(0, 32);
    this.#names.set(sql, name);
    return name;
  }
}

function queriesOn(client: Pool | PoolClient, names: StatementNames): Queries {
  return {
    async query(sql, values = []) {
      const statement = { name: names.of(sql), text: sql, values: [...values] };
      const result = await namingAbsence(() => client.query<Row>(statement));
      return result.rows;
    },
    async run(sql) {
      await namingAbsence(() => client.query(sql));
    },
  };
}

async function inTransaction<Result>(
  pool: Pool,
  names: StatementNames,
  body: (queries: Queries) => Promise<Result>,
): Promise<Result> {
  const client = await namingAbsence(() => pool.connect());
  let broken = false;
  // Without a listener, a connection that breaks between two statements would end the process.
  const noteBreak = (): void => {
    broken = true;
  };
  client.on("error", noteBreak);
  const queries = queriesOn(client, names);
  try {
    await queries.run("BEGIN");
    const result = await body(queries);
    await queries.run("COMMIT");
    return result;
  } catch (error) {
    try {
      await client.query("ROLLBACK");
    } catch {
      // The connection is gone, and what was not committed with it.
      broken = true;
    }
    throw error;
  } finally {
    client.off("error", noteBreak);
    client.release(broken);
  }
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
