import type { BoardDatabase, Queries, Row, SqlValue } from "../../../src/server/database/boardDatabase.ts";

/** Thrown to undo a transaction. */
class Undo extends Error {}

/** A database on which something can be tried out and undone, so that many tries can start from the same state. */
export class UndoneDatabase implements BoardDatabase {
  readonly #real: BoardDatabase;
  #open: Queries | undefined;
  #points = 0;

  constructor(real: BoardDatabase) {
    this.#real = real;
  }

  /** Runs the body, of whose changes nothing remains. One at a time. */
  async undone(body: () => Promise<void>): Promise<void> {
    try {
      await this.#real.transaction(async (queries) => {
        this.#open = queries;
        try {
          await body();
        } finally {
          this.#open = undefined;
        }
        throw new Undo();
      });
    } catch (error) {
      if (!(error instanceof Undo)) throw error;
    }
  }

  query(sql: string, values?: readonly SqlValue[]): Promise<readonly Row[]> {
    return (this.#open ?? this.#real).query(sql, values);
  }

  run(sql: string): Promise<void> {
    return (this.#open ?? this.#real).run(sql);
  }

  async transaction<Result>(body: (queries: Queries) => Promise<Result>): Promise<Result> {
    const queries = this.#open;
    if (queries === undefined) return this.#real.transaction(body);
    this.#points += 1;
    const point = `point_${this.#points}`;
    await queries.run(`SAVEPOINT ${point}`);
    try {
      const result = await body(queries);
      await queries.run(`RELEASE SAVEPOINT ${point}`);
      return result;
    } catch (error) {
      await queries.run(`ROLLBACK TO SAVEPOINT ${point}`);
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#real.close();
  }
}
