import type { BoardDatabase, Queries } from "../../../../src/server/database/boardDatabase.ts";
import { DatabaseAway } from "../../../../src/server/database/databaseAway.ts";

/** A database that is gone from a chosen statement on: for it, that is what the end of the server's process looks like. */
export class CrashingDatabase implements BoardDatabase {
  readonly #inner: BoardDatabase;
  #left = Number.POSITIVE_INFINITY;
  #committed = 0;

  constructor(inner: BoardDatabase) {
    this.#inner = inner;
  }

  /** Transactions that were wholly stored. */
  get committed(): number {
    return this.#committed;
  }

  /** Gone after so many more statements. */
  crashAfter(statements: number): void {
    this.#left = statements;
  }

  mend(): void {
    this.#left = Number.POSITIVE_INFINITY;
  }

  query: Queries["query"] = async (sql, values) => {
    this.#step();
    return this.#inner.query(sql, values);
  };

  run: Queries["run"] = async (sql) => {
    this.#step();
    return this.#inner.run(sql);
  };

  async transaction<Result>(body: (queries: Queries) => Promise<Result>): Promise<Result> {
    const result = await this.#inner.transaction((queries) =>
      body({
        query: async (sql, values) => {
          this.#step();
          return queries.query(sql, values);
        },
        run: async (sql) => {
          this.#step();
          return queries.run(sql);
        },
      }),
    );
    this.#committed += 1;
    // Stored, but nobody is left to say so.
    this.#step();
    return result;
  }

  close(): Promise<void> {
    return this.#inner.close();
  }

  #step(): void {
    if (this.#left <= 0) throw new DatabaseAway("The server has crashed");
    this.#left -= 1;
  }
}
