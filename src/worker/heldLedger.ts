import { existsSync } from "node:fs";
import type { Problem } from "../shared/meterSnapshot.ts";
import { UserError } from "../shared/userError.ts";
import { deletedLedger } from "./describeProblems.ts";
import { sqliteFaultOf } from "./ledger/database.ts";
import { ledgerFault, type Ledger, type LedgerOpener } from "./ledger/ledger.ts";

/** The ledger that this process has open: another one once it was found damaged, deleted or replaced. */
export class HeldLedger {
  readonly #opener: LedgerOpener;
  #current: Ledger;
  #fault: Problem | undefined;
  #loss: Problem | undefined;

  /** @throws UserError where there is no way to a usable ledger */
  constructor(opener: LedgerOpener) {
    this.#opener = opener;
    this.#current = opener.open();
  }

  get current(): Ledger {
    return this.#current;
  }

  /** What there is to tell of the ledger: of its opening, of its loss, and of the last fault that is not settled. */
  get problems(): readonly Problem[] {
    const own = [this.#loss, this.#fault].filter((problem) => problem !== undefined);
    return [...this.#current.opened.problems, ...own];
  }

  /** The ledger that lies at its place now, which is another one where it was deleted or moved aside. */
  inPlace(): Ledger {
    if (!this.#current.isInPlace()) this.#openAgain();
    return this.#current;
  }

  #openAgain(): void {
    const gone = this.#current;
    const isDeleted = !existsSync(gone.file);
    this.#current = this.#opener.open();
    gone.close();
    if (isDeleted) this.#loss = deletedLedger();
  }

  /** A damaged ledger is replaced, so that work can start again; other faults are told and thrown. */
  recover(error: unknown): void {
    if (sqliteFaultOf(error) === "corrupt") {
      this.#current = this.#opener.reopen(this.#current);
      return;
    }
    const fault = error instanceof UserError ? error : ledgerFault(error);
    this.#fault = { severity: "error", message: fault.message };
    throw fault;
  }

  /** To be called once work has succeeded: the last fault is over. */
  settle(): void {
    this.#fault = undefined;
  }

  /** Reads figures. Damage that shows by it is dealt with; the figures of the ledger begun anew are no answer. */
  read<Result>(work: (ledger: Ledger) => Result): Result {
    try {
      return work(this.#current);
    } catch (error) {
      if (sqliteFaultOf(error) !== "corrupt") throw error;
      this.recover(error);
      throw ledgerFault(error);
    }
  }

  close(): void {
    this.#current.close();
  }
}
