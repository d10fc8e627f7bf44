import type { DatabaseSync } from "node:sqlite";
import { inTransaction, numberIn, textIn } from "./database.ts";

/** Thrown inside a write when another process has taken the lease meanwhile; the write is undone. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
  constructor() {
    super("Another process writes the ledger now");
  }
}

/** Who is asking. `host` keeps a shared home from mistaking another machine's process for a dead one of this machine. */
export interface LeaseOwner {
  /** Unique for this process and ledger connection. */
  readonly id: string;
  readonly pid: number;
  readonly host: string;
}

export interface LeaseState {
  readonly holderPid: number | undefined;
  readonly isMine: boolean;
  readonly expiresInMs: number | undefined;
}

/** A holder that has not renewed for this long has lost the lease. Each write renews it. */
export const LEASE_MS = 6_000;

/**
 * The right to write the ledger: one row, held by one process at a time. Each change of holder raises the epoch, and
 * each write checks it, so that a process that slept cannot write over its successor.
 */
export class Lease {
  readonly #database: DatabaseSync;
  readonly #owner: LeaseOwner;
  readonly #clock: () => number;
  readonly #isAlive: (pid: number) => boolean;
  #epoch: number | undefined;

  constructor(
    database: DatabaseSync,
    owner: LeaseOwner,
    clock: () => number,
    isAlive: (pid: number) => boolean = isProcessAlive,
  ) {
    this.#database = database;
    this.#owner = owner;
    this.#clock = clock;
    this.#isAlive = isAlive;
  }

  /** Takes the lease if it is free, ours, run out or held by a dead process; answers whether we hold it now. */
  acquire(): boolean {
    return inTransaction(this.#database, () => {
      const row = this.#row();
      if (row.holder === this.#owner.id) {
        this.#epoch = row.epoch;
      } else {
        if (!this.#isFree(row)) return false;
        this.#epoch = row.epoch + 1;
      }
      this.#write(this.#owner, this.#epoch);
      return true;
    });
  }

  /** To be called inside each write's transaction: proves that the lease is still ours and renews it. */
  confirm(): void {
    const row = this.#row();
    if (this.#epoch === undefined || row.holder !== this.#owner.id || row.epoch !== this.#epoch) {
      this.#epoch = undefined;
      throw new LeaseLost();
    }
    this.#write(this.#owner, row.epoch);
  }

  /** Renews between writes; answers whether the lease is still ours. */
  renew(): boolean {
    try {
      inTransaction(this.#database, () => this.confirm());
      return true;
    } catch (error) {
      if (error instanceof LeaseLost) return false;
      throw error;
    }
  }

  /** Frees the lease for the next process. Does nothing where it is not ours. */
  release(): void {
    if (this.#epoch === undefined) return;
    const epoch = this.#epoch;
    this.#epoch = undefined;
    inTransaction(this.#database, () => {
      const row = this.#row();
      if (row.holder === this.#owner.id) this.#write({ id: "", pid: 0, host: "" }, epoch, 0);
    });
  }

  state(): LeaseState {
    const row = this.#row();
    const isHeld = !this.#isFree(row);
    return {
      holderPid: isHeld ? row.pid : undefined,
      isMine: row.holder === this.#owner.id,
      expiresInMs: isHeld ? row.expiresMs - this.#clock() : undefined,
    };
  }

  #isFree(row: LeaseRow): boolean {
    if (row.holder === "") return true;
    const leftMs = row.expiresMs - this.#clock();
    // More than a full term left: the clock was set back since, and the holder's word means nothing.
    if (leftMs <= 0 || leftMs > LEASE_MS) return true;
    return row.host === this.#owner.host && !this.#isAlive(row.pid);
  }

  #row(): LeaseRow {
    const row = this.#database.prepare("SELECT holder, pid, host, epoch, expires_ms FROM lease WHERE id = 1").get();
    if (row === undefined) throw new Error("The ledger has no lease row");
    return {
      holder: textIn(row, "holder"),
      pid: numberIn(row, "pid"),
      host: textIn(row, "host"),
      epoch: numberIn(row, "epoch"),
      expiresMs: numberIn(row, "expires_ms"),
    };
  }

  #write(owner: LeaseOwner, epoch: number, expiresMs = this.#clock() + LEASE_MS): void {
    this.#database
      .prepare("UPDATE lease SET holder = ?, pid = ?, host = ?, epoch = ?, expires_ms = ? WHERE id = 1")
      .run(owner.id, owner.pid, owner.host, epoch, expiresMs);
  }
}

interface LeaseRow {
  readonly holder: string;
  readonly pid: number;
  readonly host: string;
  readonly epoch: number;
  readonly expiresMs: number;
}

function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and is somebody else's.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
