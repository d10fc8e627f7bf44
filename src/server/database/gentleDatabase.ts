import type { BoardDatabase, Queries } from "./boardDatabase.ts";

/** How many times as long as something took the database rests from jobs. */
const REST = 2;
/** What takes minutes, such as writing a large table anew at night, need not keep ranks waiting for as long again. */
const LONGEST_REST_MS = 1_000;
/**
 * Several processes of PostgreSQL at work on one statement, or compiling it, would take what requests need. And a commit need not
 * wait for the disk, for which requests wait: what a job did in the last half second before a crash, it does again.
 */
const GENTLY = "SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL jit = off; SET LOCAL synchronous_commit = off";

export interface GentleTimes {
  /** A clock that only runs forwards, in milliseconds. */
  readonly now: () => number;
  /** Settles after that time, or sooner where the jobs are to end. */
  readonly rest: (ms: number) => Promise<void>;
  /** From then on nothing begins any more: what a job asks for fails, and its work ends between two transactions. */
  readonly ending: AbortSignal;
}

/**
 * The database as jobs use it. Their transactions and statements come one at a time, in the order in which they were asked for, and
 * after each the database rests from them for twice as long as it took. So jobs together take a third of PGlite's one connection, or
 * of one core of PostgreSQL, at most; and one that has little to do waits for a slice of another's work and not for the whole of it.
 */
export function gentleDatabase(database: BoardDatabase, { now, rest, ending }: GentleTimes): BoardDatabase {
  let turnBefore = Promise.resolve();
  const inTurn = async <Result>(work: (begun: () => void) => Promise<Result>): Promise<Result> => {
    const before = turnBefore;
    let pass = (): void => {};
    turnBefore = new Promise((done) => {
      pass = done;
    });
    await before;
    let begunMs = now();
    try {
      ending.throwIfAborted();
      return await work(() => {
        begunMs = now();
      });
    } finally {
      void rest(Math.min(LONGEST_REST_MS, REST * (now() - begunMs))).finally(pass);
    }
  };
  const transaction = <Result>(body: (queries: Queries) => Promise<Result>): Promise<Result> =>
    inTurn((begun) =>
      database.transaction((queries) => {
        // Waiting for a connection is no work.
        begun();
        return body(queries);
      }, GENTLY),
    );
  return {
    transaction,
    query: (sql, values) => transaction((queries) => queries.query(sql, values)),
    // Some of these may not be in a transaction.
    run: (sql) => inTurn(() => database.run(sql)),
    close: () => database.close(),
  };
}
