import type { DatabaseSync, StatementSync } from "node:sqlite";
import { addFacts, type DayFacts } from "../../core/achievements/dayFacts.ts";
import { foldSession, type SessionFacts } from "../../core/achievements/foldSession.ts";
import type { PlayedDay } from "../../core/achievements/history.ts";
import type { DayKey, LocalCalendar } from "../../core/localDay.ts";
import { numberIn } from "../ledger/database.ts";
import { SessionReader } from "./sessionReader.ts";

/**
 * The facts of every root session and of every day, in memory. Sessions are folded one by one, at first all of them, then
 * those that the ledger says have changed; days are added up anew only where one of their sessions was.
 */
export class FactsCache {
  readonly #calendar: LocalCalendar;
  readonly #reader: SessionReader;
  readonly #lastChange: StatementSync;
  readonly #roots: StatementSync;
  readonly #changed: StatementSync;
  readonly #sessions = new Map<number, SessionFacts>();
  readonly #rootsOfDay = new Map<DayKey, Set<number>>();
  readonly #days = new Map<DayKey, DayFacts>();
  readonly #waiting = new Set<number>();
  readonly #staleDays = new Set<DayKey>();
  /** Last change of the ledger that was looked at; `undefined` before the first look. */
  #seen: number | undefined;

  constructor(database: DatabaseSync, calendar: LocalCalendar) {
    this.#calendar = calendar;
    this.#reader = new SessionReader(database);
    this.#lastChange = database.prepare("SELECT coalesce(max(changed), 0) AS last FROM session");
    this.#roots = database.prepare("SELECT DISTINCT root FROM session");
    this.#changed = database.prepare("SELECT id, root FROM session WHERE changed > ?");
  }

  /**
   * Takes in what has changed in the ledger.
   * @param goesOn asked between sessions; where it says no, the rest waits for the next time
   * @returns whether nothing waits any more
   */
  advance(goesOn: () => boolean): boolean {
    this.#look();
    for (const root of this.#waiting) {
      if (!goesOn()) return false;
      this.#fold(root);
      this.#waiting.delete(root);
    }
    for (const day of this.#staleDays) this.#addUp(day);
    this.#staleDays.clear();
    return true;
  }

  /** The ledger's last change that was looked at. */
  get change(): number {
    return this.#seen ?? 0;
  }

  /** Days with use, in no order. */
  *days(): Iterable<PlayedDay> {
    for (const [key, facts] of this.#days) yield { key, facts };
  }

  #look(): void {
    const row = this.#lastChange.get();
    const last = row === undefined ? 0 : numberIn(row, "last");
    if (last === this.#seen) return;
    if (this.#seen === undefined) {
      for (const session of this.#roots.iterate()) this.#waiting.add(numberIn(session, "root"));
    } else {
      for (const session of this.#changed.iterate(this.#seen)) {
        // One that has got a parent is no root any more: as such it is empty now.
        this.#waiting.add(numberIn(session, "id"));
        this.#waiting.add(numberIn(session, "root"));
      }
    }
    this.#seen = last;
  }

  #fold(root: number): void {
    const before = this.#sessions.get(root);
    const after = foldSession(this.#reader.read(root), this.#calendar);
    for (const day of before?.keys() ?? []) {
      this.#staleDays.add(day);
      this.#rootsOfDay.get(day)?.delete(root);
    }
    for (const day of after.keys()) {
      this.#staleDays.add(day);
      const roots = this.#rootsOfDay.get(day);
      if (roots === undefined) this.#rootsOfDay.set(day, new Set([root]));
      else roots.add(root);
    }
    if (after.size === 0) this.#sessions.delete(root);
    else this.#sessions.set(root, after);
  }

  #addUp(day: DayKey): void {
    const roots = this.#rootsOfDay.get(day) ?? new Set();
    if (roots.size === 0) {
      this.#rootsOfDay.delete(day);
      this.#days.delete(day);
      return;
    }
    this.#days.set(day, addFacts([...roots].flatMap((root) => this.#sessions.get(root)?.get(day) ?? [])));
  }
}
