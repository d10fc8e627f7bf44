import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { LandedCommit } from "../../core/outcomes/landedDeeds.ts";
import type { BudgetNote } from "../../core/outcomes/monthsInBudget.ts";
import type { MonthlyBudget } from "../../shared/workerProtocol.ts";
import { numberIn, optionalNumberIn, textIn } from "../ledger/database.ts";

/** What is kept besides calls: commits of sessions and monthly budgets. Writing is to be done inside a transaction. */
export class OutcomeStore {
  readonly #database: DatabaseSync;
  readonly #stamp: StatementSync;
  readonly #commits: StatementSync;
  readonly #notes: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#stamp = database.prepare(
      `SELECT (SELECT coalesce(max(read_ms), 0) FROM repository) || ' '
         || (SELECT count(*) FROM budget_note) || ' ' || (SELECT coalesce(max(id), 0) FROM test_run) AS stamp`,
    );
    this.#commits = database.prepare(
      `SELECT hash, min(landed_ms) AS landed_ms, max(change) AS change, max(added) AS added, max(removed) AS removed,
         max(surviving) AS surviving, max(green) AS green
       FROM landed_commit GROUP BY hash ORDER BY landed_ms, hash`,
    );
    this.#notes = database.prepare("SELECT * FROM budget_note ORDER BY at_ms, rowid");
  }

  /** Another text whenever something was added. */
  stamp(): string {
    const row = this.#stamp.get();
    return row === undefined ? "" : textIn(row, "stamp");
  }

  /** When each repository was last read, by its work tree. */
  repositories(): ReadonlyMap<string, number> {
    const rows = this.#database.prepare("SELECT path, read_ms FROM repository").all();
    return new Map(rows.map((row) => [textIn(row, "path"), numberIn(row, "read_ms")]));
  }

  /** Each once, however many clones and work trees of its repository there are on this machine. */
  commits(): readonly LandedCommit[] {
    return this.#commits.all().map(commitIn);
  }

  commitsIn(repository: string): ReadonlyMap<string, LandedCommit> {
    const rows = this.#database.prepare("SELECT * FROM landed_commit WHERE repository = ?").all(repository);
    return new Map(rows.map((row) => [textIn(row, "hash"), commitIn(row)]));
  }

  /** Replaces what is not settled: a commit that was rewritten before it matured is another one now. */
  putRepository(repository: string, commits: readonly LandedCommit[], nowMs: number): void {
    this.#database.prepare("INSERT OR REPLACE INTO repository (path, read_ms) VALUES (?, ?)").run(repository, nowMs);
    this.#database.prepare("DELETE FROM landed_commit WHERE repository = ? AND surviving IS NULL").run(repository);
    const put = this.#database.prepare(
      `INSERT OR REPLACE INTO landed_commit (repository, hash, landed_ms, change, added, removed, surviving, green)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const { hash, landedMs, change, added, removed, surviving, isGreen } of commits)
      put.run(repository, hash, landedMs, change ?? "", added, removed, surviving ?? null, isGreen ? 1 : 0);
  }

  budgetNotes(): readonly BudgetNote[] {
    return this.#notes.all().map((row) => ({
      atMs: numberIn(row, "at_ms"),
      unit: textIn(row, "unit") === "tokens" ? "tokens" : "currency",
      amount: optionalNumberIn(row, "amount"),
    }));
  }

  /** Keeps a budget that is another one than the last, or that there is none any more. */
  noteBudget(budget: MonthlyBudget | null, atMs: number): void {
    const last = this.budgetNotes().at(-1);
    const isSame = last?.amount === budget?.amount && (budget === null || last?.unit === budget.unit);
    if (isSame) return;
    this.#database
      .prepare("INSERT INTO budget_note (at_ms, unit, amount) VALUES (?, ?, ?)")
      .run(atMs, budget?.unit ?? "currency", budget?.amount ?? null);
  }
}

function commitIn(row: Readonly<Record<string, unknown>>): LandedCommit {
  const change = textIn(row, "change");
  return {
    hash: textIn(row, "hash"),
    landedMs: numberIn(row, "landed_ms"),
    change: change === "" ? undefined : change,
    added: numberIn(row, "added"),
    removed: numberIn(row, "removed"),
    surviving: optionalNumberIn(row, "surviving"),
    isGreen: numberIn(row, "green") === 1,
  };
}
