import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { TestRun } from "../../shared/workerProtocol.ts";
import { numberIn, textIn } from "../ledger/database.ts";

const KEPT_MS = 400 * 24 * 60 * 60 * 1000;

/** Test runs that editors saw, from whatever process. */
export class TestRuns {
  readonly #between: StatementSync;
  readonly #add: StatementSync;
  readonly #dropOld: StatementSync;

  constructor(database: DatabaseSync) {
    this.#between = database.prepare("SELECT * FROM test_run WHERE at_ms >= ? AND at_ms <= ? ORDER BY at_ms, id");
    this.#add = database.prepare("INSERT INTO test_run (folder, at_ms, passed, command) VALUES (?, ?, ?, ?)");
    this.#dropOld = database.prepare("DELETE FROM test_run WHERE at_ms < ?");
  }

  /** To be called inside a transaction. */
  add({ folder, command, atMs, passed }: TestRun): void {
    this.#add.run(folder, atMs, passed ? 1 : 0, command);
    this.#dropOld.run(atMs - KEPT_MS);
  }

  /** The oldest first. */
  between(fromMs: number, toMs: number): readonly TestRun[] {
    return this.#between.all(fromMs, toMs).map((row) => ({
      folder: textIn(row, "folder"),
      command: textIn(row, "command"),
      atMs: numberIn(row, "at_ms"),
      passed: numberIn(row, "passed") === 1,
    }));
  }
}
