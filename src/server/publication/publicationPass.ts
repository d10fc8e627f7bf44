import { numberIn, type BoardDatabase, type Queries } from "../database/boardDatabase.ts";
import { forMembersInSlices, type MemberRange } from "../database/memberSlices.ts";

/** Members whose figures one transaction reads or writes. */
export const FIGURES_SLICE = { least: 20, most: 50_000 };

type Transactions = Pick<BoardDatabase, "transaction">;

/** Somebody has left since a pass began, who is in what it has summed up; or another server has published. */
export class PassOvertaken extends Error {
  override readonly name = "PassOvertaken";
}

/**
 * New figures on their way to be published, in many short transactions. Those who look are shown what was published before, until
 * the last of them. Nobody leaves within one; who does between two of them ends the pass, and it has changed nothing.
 */
export class PublicationPass {
  readonly #database: Transactions;
  readonly #departures: number;
  /** Marks the parts that hold until the end of this pass. */
  readonly before: number;
  /** Marks the parts that hold from then on. */
  readonly number: number;

  private constructor(database: Transactions, before: number, number: number, departures: number) {
    this.#database = database;
    this.before = before;
    this.number = number;
    this.#departures = departures;
  }

  static async begin(database: Transactions): Promise<PublicationPass> {
    return database.transaction(async (queries) => {
      const [row] = await queries.query(
        "UPDATE publication SET newest_pass = newest_pass + 1 RETURNING pass, newest_pass, departures",
      );
      const [before, number] = [numberIn(row, "pass"), numberIn(row, "newest_pass")];
      return new PublicationPass(database, before, number, numberIn(row, "departures"));
    });
  }

  /** @throws {PassOvertaken} */
  transaction<Result>(body: (queries: Queries) => Promise<Result>): Promise<Result> {
    return this.#database.transaction(async (queries) => {
      const [row] = await queries.query("SELECT pass, departures FROM publication FOR SHARE");
      const isAsItBegan = numberIn(row, "pass") === this.before && numberIn(row, "departures") === this.#departures;
      if (!isAsItBegan) throw new PassOvertaken();
      return body(queries);
    });
  }

  /**
   * As `transaction`, once for each of the ranges that all members are in.
   *
   * @throws {PassOvertaken}
   */
  forMembers(body: (queries: Queries, range: MemberRange) => Promise<void>): Promise<void> {
    return forMembersInSlices(this, FIGURES_SLICE, body);
  }

  /**
   * Has the parts of this pass hold, together with all that the body does.
   *
   * @throws {PassOvertaken}
   */
  async end(body: (queries: Queries) => Promise<void>): Promise<void> {
    await this.#database.transaction(async (queries) => {
      const ended = await queries.query(
        "UPDATE publication SET pass = $1 WHERE pass = $2 AND departures = $3 RETURNING pass",
        [this.number, this.before, this.#departures],
      );
      if (ended.length === 0) throw new PassOvertaken();
      await body(queries);
    });
  }
}

/**
 * Has nothing be published until the end of the transaction, in which somebody is about to leave. To be asked for before anything of
 * the member is locked: in that order publishing takes both.
 */
export async function holdPublication(queries: Queries): Promise<void> {
  await queries.query("SELECT 1 FROM publication FOR UPDATE");
}
