import type { DatabaseSync, StatementSync } from "node:sqlite";
import { addFacts, type DayFacts } from "../../core/achievements/dayFacts.ts";
import { foldSession, type SessionFacts } from "../../core/achievements/foldSession.ts";
import type { PlayedDay } from "../../core/achievements/history.ts";
import { foldUsage, type SessionUsage } from "../../core/insights/foldUsage.ts";
import { addCells, type UsageCell } from "../../core/insights/usageCell.ts";
import type { DayKey, LocalCalendar } from "../../core/localDay.ts";
import type { Pricer } from "../../core/prices/pricer.ts";
import { numberIn } from "../ledger/database.ts";
import { SessionReader } from "./sessionReader.ts";

/** What is kept of a root session. */
interface FoldedSession {
  readonly facts: SessionFacts;
  /** `undefined` for a session without calls. */
  readonly usage: SessionUsage | undefined;
}

/**
 * What badges and insights need of every root session and of every day, in memory. Sessions are read and folded one by one, at
 * first all of them, then those that the ledger says have changed; days are added up anew only where one of their sessions was.
 */
export class SessionCache {
  readonly #calendar: LocalCalendar;
  readonly #pricer: Pricer;
  readonly #reader: SessionReader;
  readonly #lastChange: StatementSync;
  readonly #roots: StatementSync;
  readonly #changed: StatementSync;
  readonly #sessions = new Map<number, FoldedSession>();
  readonly #rootsOfDay = new Map<DayKey, Set<number>>();
  readonly #facts = new Map<DayKey, DayFacts>();
  readonly #cells = new Map<DayKey, readonly UsageCell[]>();
  readonly #waiting = new Set<number>();
  readonly #staleDays = new Set<DayKey>();
  /** Last change of the ledger that was looked at; `undefined` before the first look. */
  #seen: number | undefined;

  constructor(database: DatabaseSync, calendar: LocalCalendar, pricer: Pricer) {
    this.#calendar = calendar;
    this.#pricer = pricer;
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

  /** Whether a look has been taken and nothing of it waits. */
  get isWhole(): boolean {
    return this.#seen !== undefined && this.#waiting.size === 0 && this.#staleDays.size === 0;
  }

  /** The ledger's last change that was looked at. */
  get change(): number {
    return this.#seen ?? 0;
  }

  get calendar(): LocalCalendar {
    return this.#calendar;
  }

  /** Days with use, in no order. */
  *playedDays(): Iterable<PlayedDay> {
    for (const [key, facts] of this.#facts) yield { key, facts };
  }

  /** Usage by day, in no order. */
  get usageDays(): ReadonlyMap<DayKey, readonly UsageCell[]> {
    return this.#cells;
  }

  /** Root sessions with calls, by number, in no order. */
  *sessions(): Iterable<readonly [root: number, usage: SessionUsage]> {
    for (const [root, { usage }] of this.#sessions) if (usage !== undefined) yield [root, usage];
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
    const session = this.#reader.read(root);
    const after: FoldedSession = {
      facts: foldSession(session, this.#calendar),
      usage: foldUsage(session, this.#calendar, this.#pricer),
    };
    for (const day of before?.facts.keys() ?? []) {
      this.#staleDays.add(day);
      this.#rootsOfDay.get(day)?.delete(root);
    }
    // A day with a call is one with facts.
    for (const day of after.facts.keys()) {
      this.#staleDays.add(day);
      const roots = this.#rootsOfDay.get(day);
      if (roots === undefined) this.#rootsOfDay.set(day, new Set([root]));
      else roots.add(root);
    }
    if (after.facts.size === 0) this.#sessions.delete(root);
    else this.#sessions.set(root, after);
  }

  #addUp(day: DayKey): void {
    const sessions = [...(this.#rootsOfDay.get(day) ?? [])].flatMap((root) => this.#sessions.get(root) ?? []);
    if (sessions.length === 0) {
      this.#rootsOfDay.delete(day);
      this.#facts.delete(day);
      this.#cells.delete(day);
      return;
    }
    this.#facts.set(day, addFacts(sessions.flatMap(({ facts }) => facts.get(day) ?? [])));
    const cells = addCells(sessions.flatMap(({ usage }) => usage?.days.get(day) ?? []));
    if (cells.length === 0) this.#cells.delete(day);
    else this.#cells.set(day, cells);
  }
}
