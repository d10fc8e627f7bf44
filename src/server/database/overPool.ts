import { createHash } from "node:crypto";
import type { Pool, PoolClient, QueryConfig, QueryResult } from "pg";
import type { BoardDatabase, Queries, Row } from "./boardDatabase.ts";

/** Runs what asks the database, and gives its failures the names by which the board knows them. */
export type Asking = <Result>(ask: () => Promise<Result>) => Promise<Result>;

/** The database behind a pool of connections, each of which plans a statement once. */
export function overPool(pool: Pool, asking: Asking): Omit<BoardDatabase, "close"> {
  const names = new StatementNames();
  const withConnection = async <Result>(body: (queries: Queries) => Promise<Result>): Promise<Result> => {
    const client = await asking(() => pool.connect());
    let isBroken = false;
    // Without a listener, a connection that breaks between two statements would end the process.
    const noteBreak = (): void => {
      isBroken = true;
    };
    client.on("error", noteBreak);
    try {
      return await body(queriesOn(client, names, asking));
    } catch (error) {
      // Also ends a transaction. Where it cannot, the connection is gone, and what was not committed with it.
      await ask(client, { text: "ROLLBACK" }).catch(noteBreak);
      throw error;
    } finally {
      client.off("error", noteBreak);
      // It goes back also after a statement that failed.
      client.release(isBroken);
    }
  };
  return {
    query: (sql, values) => withConnection((queries) => queries.query(sql, values)),
    run: (sql) => withConnection((queries) => queries.run(sql)),
    transaction: (body, settings) =>
      withConnection(async (queries) => {
        await queries.run(settings === undefined ? "BEGIN" : `BEGIN; ${settings}`);
        const result = await body(queries);
        await queries.run("COMMIT");
        return result;
      }),
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

function queriesOn(client: PoolClient, names: StatementNames, asking: Asking): Queries {
  return {
    async query(sql, values = []) {
      const statement = { name: names.of(sql), text: sql, values: [...values] };
      const result = await asking(() => ask(client, statement));
      return result.rows;
    },
    async run(sql) {
      await asking(() => ask(client, { text: sql }));
    },
  };
}

/**
 * By the callback and not by the promise of the client: after that, rows outlive many collections of young memory, each of which then
 * copies megabytes and stops the process for 20 to 50 ms where it takes one (measured with pg 8.23 on Node 24).
 */
function ask(client: PoolClient, statement: QueryConfig): Promise<QueryResult<Row>> {
  return new Promise((done, fail) => {
    client.query<Row>(statement, (error: Error | undefined, result) => {
      if (error) fail(error);
      else done(result);
    });
  });
}
