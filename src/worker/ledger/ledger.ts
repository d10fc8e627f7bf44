import { t } from "@vscode/l10n";
import { statSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import type { Pricer } from "../../core/prices/pricer.ts";
import { UserError } from "../../shared/userError.ts";
import { fileIdentity } from "../fileIdentity.ts";
import { sqliteFaultOf } from "./database.ts";
import { KeptGame } from "./keptGame.ts";
import { Lease, type LeaseOwner } from "./lease.ts";
import { LedgerReader } from "./ledgerReader.ts";
import { LedgerWriter } from "./ledgerWriter.ts";
import { MIGRATIONS } from "./migrations.ts";
import { openAnew, openLedger, type OpenedLedger } from "./openLedger.ts";

/** One connection to the ledger and what works on it. */
export class Ledger {
  readonly file: string;
  readonly opened: OpenedLedger;
  readonly lease: Lease;
  readonly writer: LedgerWriter;
  readonly reader: LedgerReader;
  readonly kept: KeptGame;
  readonly pricer: Pricer;
  readonly #identity: string | undefined;
  #isClosed = false;

  /** @throws UserError where there is no way to a usable ledger */
  constructor(file: string, opened: OpenedLedger, owner: LeaseOwner, pricer: Pricer, clock: () => number) {
    this.file = file;
    this.opened = opened;
    this.lease = new Lease(opened.database, owner, clock);
    this.pricer = pricer;
    this.kept = new KeptGame(opened.database);
    this.writer = new LedgerWriter(opened.database, this.lease, pricer);
    this.reader = new LedgerReader(opened.database);
    this.#identity = identityOf(file);
  }

  get database(): DatabaseSync {
    return this.opened.database;
  }

  /** Whether the file at the ledger's path is the one that is open: it may be deleted or moved aside at any time. */
  isInPlace(): boolean {
    return !this.#isClosed && identityOf(this.file) === this.#identity;
  }

  /** Gives the lease back and closes the file. Safe twice. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (!this.opened.readOnly) {
      try {
        this.lease.release();
      } catch (error) {
        // The lease runs out by itself; closing must not fail over it.
        if (sqliteFaultOf(error) === undefined) throw error;
      }
    }
    this.opened.database.close();
  }
}

/** Opens ledgers of one file for one process. */
export class LedgerOpener {
  readonly #file: string;
  readonly #owner: LeaseOwner;
  readonly #pricer: Pricer;
  readonly #clock: () => number;

  constructor(file: string, owner: LeaseOwner, pricer: Pricer, clock: () => number) {
    this.#file = file;
    this.#owner = owner;
    this.#pricer = pricer;
    this.#clock = clock;
  }

  open(): Ledger {
    return this.#wrap(openLedger(this.#file, this.#clock()));
  }

  /**
   * After damage showed in `damaged`: moves it aside, unless another process has done so already, and opens what is there.
   * @throws UserError where it may only be read, and stays as it is
   */
  reopen(damaged: Ledger): Ledger {
    if (damaged.opened.readOnly) {
      throw new UserError(
        t(
          "The ledger is damaged and may only be read, so it is not rebuilt here. Update Token Legend, change its permissions, or move it away.",
        ),
      );
    }
    const isInPlace = damaged.isInPlace();
    damaged.close();
    return isInPlace ? this.#wrap(openAnew(this.#file, this.#clock())) : this.open();
  }

  #wrap(opened: OpenedLedger): Ledger {
    try {
      return new Ledger(this.#file, opened, this.#owner, this.#pricer, this.#clock);
    } catch (cause) {
      opened.database.close();
      if (opened.schemaVersion <= MIGRATIONS.length) throw cause;
      throw new UserError(
        t(
          "The ledger was written by a newer Token Legend in a form that this one cannot show. Update Token Legend to see it.",
        ),
        { cause },
      );
    }
  }
}

function identityOf(file: string): string | undefined {
  try {
    return fileIdentity(statSync(file));
  } catch {
    // Gone, or out of reach: opening it again will tell.
    return undefined;
  }
}

/** The sentence for a fault of the ledger during work; rethrows what is no such fault. */
export function ledgerFault(error: unknown): UserError {
  switch (sqliteFaultOf(error)) {
    case "full":
    case "io":
      return new UserError(
        t(
          "The ledger cannot be written: the disk is full or failing. What was counted is kept; free some space and counting goes on.",
        ),
        { cause: error },
      );
    case "read-only":
    case "cannot-open":
      return new UserError(
        t("The ledger may not be written to. Check the permissions of the file and of its folder."),
        {
          cause: error,
        },
      );
    case "corrupt":
      return new UserError(
        t(
          "The ledger was found to be damaged. It was moved aside and is being rebuilt from the logs; try again in a moment.",
        ),
        { cause: error },
      );
    case "busy":
      return new UserError(t("The ledger is locked by another program. Counting goes on when it is free."), {
        cause: error,
      });
    default:
      throw error;
  }
}
