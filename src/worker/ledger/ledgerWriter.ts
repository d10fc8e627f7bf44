import type { DatabaseSync, StatementSync } from "node:sqlite";
import { isFuture } from "../../core/plausibility.ts";
import type { Pricer } from "../../core/prices/pricer.ts";
import type { LedgerRecord } from "../../core/usageRecord.ts";
import { ChangedHours } from "./changedHours.ts";
import { ChangedSessions } from "./changedSessions.ts";
import { inTransaction, numberIn, textIn } from "./database.ts";
import { Events } from "./events.ts";
import type { FileCursor } from "./fileCursor.ts";
import { KeptGame, type GameNews } from "./keptGame.ts";
import { Limits } from "./limits.ts";
import type { Lease } from "./lease.ts";
import { metaNumber, metaText, type MetaKey } from "./meta.ts";
import { Names } from "./names.ts";
import type { Provenance } from "./provenance.ts";
import { Recounts } from "./recounts.ts";
import { Sessions } from "./sessions.ts";
import { SetAsides } from "./setAsides.ts";
import type { SortedRecords } from "./sortRecords.ts";

/** A piece of a log that was read: its records, and the cursor behind them. */
export interface FileChange {
  readonly cursor: FileCursor;
  readonly records: readonly LedgerRecord[];
}

/** The same, ready to be written. */
export interface SortedChange {
  readonly cursor: FileCursor;
  readonly records: SortedRecords;
}

/** Events priced anew per transaction: a fraction of a second, so that others get to the ledger in between. */
const REPRICED_AT_ONCE = 20_000;

/**
 * The only way into the ledger. Each method is one transaction that first proves to hold the lease; records and the
 * cursor behind them go in together, so a process killed at any point loses and doubles nothing.
 */
export class LedgerWriter {
  readonly #database: DatabaseSync;
  readonly #lease: Lease;
  readonly #pricer: Pricer;
  readonly #sources: Names;
  readonly #changed: ChangedSessions;
  readonly #hours: ChangedHours;
  readonly #sessions: Sessions;
  readonly #events: Events;
  readonly #setAsides: SetAsides;
  readonly #recounts: Recounts;
  readonly #limits: Limits;
  readonly #kept: KeptGame;
  readonly #putCursor: StatementSync;
  readonly #sourceName: StatementSync;
  readonly #setVanished: StatementSync;
  readonly #setMeta: StatementSync;

  constructor(database: DatabaseSync, lease: Lease, pricer: Pricer) {
    this.#database = database;
    this.#lease = lease;
    this.#pricer = pricer;
    this.#sources = new Names(database, "source");
    this.#changed = new ChangedSessions(database);
    this.#hours = new ChangedHours(database);
    this.#sessions = new Sessions(database, this.#changed, this.#hours);
    this.#events = new Events(database, pricer, this.#sessions, this.#changed, this.#hours);
    this.#setAsides = new SetAsides(database);
    this.#recounts = new Recounts(database, this.#hours);
    this.#limits = new Limits(database);
    this.#kept = new KeptGame(database);
    this.#putCursor = database.prepare(
      `INSERT INTO file (source, path, identity, size, mtime_ms, read_offset, fingerprint, state, parser_version, records, skipped, format, vanished)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
       ON CONFLICT (source, path) DO UPDATE SET identity = excluded.identity, size = excluded.size, mtime_ms = excluded.mtime_ms,
         read_offset = excluded.read_offset, fingerprint = excluded.fingerprint, state = excluded.state,
         parser_version = excluded.parser_version, records = excluded.records, skipped = excluded.skipped,
         format = excluded.format, vanished = 0
       RETURNING id`,
    );
    this.#sourceName = database.prepare("SELECT name FROM source WHERE id = ?");
    this.#setVanished = database.prepare("UPDATE file SET vanished = ? WHERE id = ?");
    this.#setMeta = database.prepare("INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value");
  }

  /** Adds what was read; answers how many calls are new. */
  commit(changes: readonly SortedChange[], nowMs: number): number {
    return this.#write(() => {
      const noted = changes.map(({ cursor, records }) => ({ from: this.#putFile(cursor), ...records }));
      // Sessions, then turns, then calls: a call's mode follows from the turns around it.
      for (const { from, sessions } of noted) {
        for (const session of sessions) this.#sessions.learn(from.source, session);
      }
      for (const { from, turns } of noted) {
        for (const turn of turns) this.#sessions.addTurn(turn, from);
      }
      let added = 0;
      for (const { from, recounts, limits, calls, setAside } of noted) {
        for (const limit of limits) this.#limits.put(limit, from);
        for (const recount of recounts) this.#recounts.put(recount, from);
        added += this.#events.put(calls, from);
        for (const { call, reason } of setAside) {
          const countedMs = reason === "future" ? this.#events.timeOf(call, from.source) : undefined;
          // Counted before the clock was set back: it stays counted.
          if (countedMs !== undefined && isFuture(countedMs, nowMs)) added += this.#events.put([call], from);
          else this.#setAsides.put(call, reason, from);
        }
      }
      return added;
    });
  }

  #putFile(cursor: FileCursor): Provenance {
    const source = this.#sources.numberOf(cursor.sourceId);
    const row = this.#putCursor.get(
      source,
      cursor.path,
      cursor.identity,
      cursor.size,
      cursor.mtimeMs,
      cursor.offset,
      cursor.fingerprint,
      JSON.stringify(cursor.state),
      cursor.parserVersion,
      cursor.records,
      JSON.stringify(cursor.skipped),
      cursor.format,
    );
    if (row === undefined) throw new Error("A cursor was not stored");
    return { sourceId: cursor.sourceId, source, file: numberIn(row, "id"), parserVersion: cursor.parserVersion };
  }

  /** Counts the calls from the future whose time has come. */
  countDue(nowMs: number): void {
    this.#write(() => {
      for (const { call, ...from } of this.#setAsides.takeDue(nowMs)) {
        this.#events.put([call], { ...from, sourceId: this.#nameOf(from.source) });
      }
    });
  }

  /** Notes which version of its parser a source is, or was once, read with: `dropOutdated` goes by the oldest. */
  noteParser(sourceId: string, parserVersion: number): void {
    const oldest = metaNumber(this.#database, `parser:${sourceId}`);
    if (oldest === undefined || parserVersion < oldest) this.setMeta({ [`parser:${sourceId}`]: parserVersion });
  }

  /**
   * After all files of a source were read by its current parser: removes what only an older one had read from them. Does
   * nothing where that was done for this version.
   */
  dropOutdated(sourceId: string, parserVersion: number): void {
    const key: MetaKey = `parser:${sourceId}`;
    if (metaNumber(this.#database, key) === parserVersion) return;
    this.#write(() => {
      const source = this.#sources.numberOf(sourceId);
      this.#events.dropOutdated(source, parserVersion);
      this.#sessions.dropOutdated(source, parserVersion);
      this.#setAsides.dropOutdated(source, parserVersion);
      this.#setMeta.run(key, parserVersion);
    });
  }

  /** Prices all events anew where the ledger was priced by another snapshot. */
  reprice(): void {
    if (metaText(this.#database, "prices") === this.#pricer.snapshot) return;
    let after: number | undefined = 0;
    while (after !== undefined) {
      const from: number = after;
      after = this.#write(() => this.#events.reprice(from, REPRICED_AT_ONCE, (source) => this.#nameOf(source)));
    }
    this.setMeta({ prices: this.#pricer.snapshot });
  }

  #nameOf(source: number): string {
    const row = this.#sourceName.get(source);
    if (row === undefined) throw new Error("The ledger has lost a source's name");
    return textIn(row, "name");
  }

  /** Notes which files their tools have deleted, and which came back. Their events stay either way. */
  markVanished(vanished: readonly number[], returned: readonly number[]): void {
    if (vanished.length === 0 && returned.length === 0) return;
    this.#write(() => {
      for (const id of vanished) this.#setVanished.run(1, id);
      for (const id of returned) this.#setVanished.run(0, id);
    });
  }

  /** Notes facts about the ledger as a whole. */
  setMeta(facts: { readonly [Key in MetaKey]?: string | number }): void {
    this.#write(() => {
      for (const [key, value] of Object.entries(facts)) if (value !== undefined) this.#setMeta.run(key, value);
    });
  }

  /** Keeps what was reached, and what gates go by. */
  keepGame({ grades, tier, figures, atMs }: GameNews): void {
    this.#write(() => {
      this.#kept.add(grades, tier, atMs);
      this.#setMeta.run("gates" satisfies MetaKey, JSON.stringify(figures));
    });
  }

  #write<Result>(work: () => Result): Result {
    let undone = true;
    try {
      const result = inTransaction(this.#database, () => {
        this.#lease.confirm();
        this.#hours.begin();
        const done = work();
        this.#events.reconsider(this.#sessions.takeDoubts());
        this.#events.flush();
        this.#changed.flush();
        this.#hours.flush();
        return done;
      });
      undone = false;
      return result;
    } finally {
      this.#sessions.settle(undone);
      if (undone) {
        this.#events.forget();
        this.#changed.forget();
        this.#hours.forget();
        this.#sources.forget();
      }
    }
  }
}
