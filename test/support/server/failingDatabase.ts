import type { BoardDatabase, Queries } from "../../../src/server/database/boardDatabase.ts";
import { DatabaseAway } from "../../../src/server/database/databaseAway.ts";
import type { Random } from "../company/random.ts";

/** A database whose statements fail now and then, as when it is away: before a statement, or after the end of a transaction. */
export class FailingDatabase implements BoardDatabase {
  /** The same one when it does not fail. */
  readonly whole: BoardDatabase;
  readonly #random: Random;
  readonly #probability: number;

  constructor(whole: BoardDatabase, random: Random, probability: number) {
    this.whole = whole;
    this.#random = random;
    this.#probability = probability;
  }

  query: Queries["query"] = (sql, values) => this.#failing(this.whole).query(sql, values);

  run: Queries["run"] = (sql) => this.#failing(this.whole).run(sql);

  async transaction<Result>(body: (queries: Queries) => Promise<Result>): Promise<Result> {
    const result = await this.whole.transaction((queries) => body(this.#failing(queries)));
    this.#mayFail();
    return result;
  }

  close(): Promise<void> {
    return this.whole.close();
  }

  #failing(queries: Queries): Queries {
    return {
      query: async (sql, values) => {
        this.#mayFail();
        return queries.query(sql, values);
      },
      run: async (sql) => {
        this.#mayFail();
        return queries.run(sql);
      },
    };
  }

  #mayFail(): void {
    if (this.#random.chance(this.#probability)) throw new DatabaseAway("The database is away just now");
  }
}
