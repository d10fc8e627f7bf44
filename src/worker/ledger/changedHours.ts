import type { DatabaseSync, StatementSync } from "node:sqlite";
import { LONGEST_GAP_MS } from "../../core/board/busyTime.ts";
import { STEERED_WINDOW_MS } from "../../core/steering.ts";
import { numberIn } from "./database.ts";
import type { IdentityKey } from "./identityKey.ts";

const HOUR_MS = 3_600_000;

/**
 * Notes the UTC hours whose rows for a team board may have changed, in the transaction that changes them. Does nothing while
 * this machine takes part in no board.
 */
export class ChangedHours {
  readonly #hours = new Set<number>();
  #isOn = false;
  readonly #joined: StatementSync;
  readonly #put: StatementSync;
  readonly #copies: StatementSync;
  readonly #timeOfCall: StatementSync;
  readonly #hoursOfSession: StatementSync;

  constructor(database: DatabaseSync) {
    this.#joined = database.prepare("SELECT 1 FROM board");
    this.#put = database.prepare("INSERT OR IGNORE INTO board_hour (hour) VALUES (?)");
    this.#copies = database.prepare("SELECT at_ms FROM turn WHERE name = ?");
    this.#timeOfCall = database.prepare("SELECT at_ms FROM event WHERE family_key = ? AND member_key = ?");
    this.#hoursOfSession = database.prepare(
      `SELECT DISTINCT at_ms / ${HOUR_MS} AS hour FROM event WHERE context IN (SELECT id FROM context WHERE session = ?)`,
    );
  }

  /** To be called first in each transaction. */
  begin(): void {
    this.#isOn = this.#joined.get() !== undefined;
  }

  /** A call at this instant came, went or changed. */
  addCall(atMs: number): void {
    if (!this.#isOn) return;
    const hour = Math.floor(atMs / HOUR_MS);
    this.#hours.add(hour);
    // The turn that it answers may be in the hour before, the call that follows it in the hour after.
    this.#hours.add(Math.floor((atMs - STEERED_WINDOW_MS) / HOUR_MS));
    this.#hours.add(Math.floor((atMs + LONGEST_GAP_MS) / HOUR_MS));
  }

  /** Something about a call changed that is no part of the sums. */
  addKnownCall({ family, member }: IdentityKey): void {
    if (!this.#isOn) return;
    const row = this.#timeOfCall.get(family, member);
    if (row !== undefined) this.addCall(numberIn(row, "at_ms"));
  }

  /** A copy of a turn came, went or moved, to or from this instant: another copy may be the earliest now. */
  addTurn(name: string, atMs: number): void {
    if (!this.#isOn) return;
    for (const ms of [atMs, ...this.#copies.all(name).map((row) => numberIn(row, "at_ms"))]) {
      this.#hours.add(Math.floor(ms / HOUR_MS));
      this.#hours.add(Math.floor((ms + LONGEST_GAP_MS) / HOUR_MS));
    }
  }

  /** Something about a session changed that its rows tell. */
  addSession(session: number): void {
    if (!this.#isOn) return;
    for (const row of this.#hoursOfSession.all(session)) this.#hours.add(numberIn(row, "hour"));
  }

  /** Writes what was noted, inside the caller's transaction. */
  flush(): void {
    for (const hour of this.#hours) this.#put.run(hour);
    this.#hours.clear();
  }

  /** Drops what was noted, after the transaction was undone. */
  forget(): void {
    this.#hours.clear();
  }
}
