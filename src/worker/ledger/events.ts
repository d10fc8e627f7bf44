import type { DatabaseSync, StatementSync } from "node:sqlite";
import { mergeCalls } from "../../core/mergeCalls.ts";
import type { Pricer } from "../../core/prices/pricer.ts";
import type { CallRecord } from "../../core/usageRecord.ts";
import { numberIn } from "./database.ts";
import { Names, Places } from "./names.ts";
import { Rollups } from "./rollups.ts";
import type { ModeDoubt, Sessions } from "./sessions.ts";
import { callRecordOf, INSERT_EVENT, REPLACE_EVENT, SELECT_EVENT, storedEventOf, valuesOf } from "./storedEvent.ts";
import type { StoredEvent } from "./storedEvent.ts";

/** Where a record comes from. */
export interface Provenance {
  readonly sourceId: string;
  readonly source: number;
  readonly file: number;
  readonly parserVersion: number;
}

/**
 * The calls in the ledger. Every change goes through here, so that the hourly sums always equal the events that count.
 * All methods are to be called inside a transaction; `settle` after it.
 */
export class Events {
  readonly #pricer: Pricer;
  readonly #sessions: Sessions;
  readonly #models: Names;
  readonly #places: Places;
  readonly #rollups: Rollups;
  readonly #insert: StatementSync;
  readonly #replace: StatementSync;
  readonly #byIdentity: StatementSync;
  readonly #primaryOf: StatementSync;
  readonly #yielding: StatementSync;
  readonly #setHidden: StatementSync;
  readonly #inStretch: StatementSync;
  readonly #setMode: StatementSync;
  readonly #outdated: StatementSync;
  readonly #delete: StatementSync;
  readonly #afterSeq: StatementSync;
  readonly #setCost: StatementSync;

  constructor(database: DatabaseSync, pricer: Pricer, sessions: Sessions) {
    this.#pricer = pricer;
    this.#sessions = sessions;
    this.#models = new Names(database, "model");
    this.#places = new Places(database);
    this.#rollups = new Rollups(database);
    this.#insert = database.prepare(INSERT_EVENT);
    this.#replace = database.prepare(REPLACE_EVENT);
    this.#byIdentity = database.prepare(`${SELECT_EVENT} WHERE family = ? AND member = ? AND event.source = ?`);
    this.#primaryOf = database.prepare(
      "SELECT 1 FROM event WHERE family = ? AND member > '' AND source = ? LIMIT 1",
    );
    this.#yielding = database.prepare("SELECT * FROM event WHERE yields_to = ? AND source = ? AND hidden = ?");
    this.#setHidden = database.prepare("UPDATE event SET hidden = ? WHERE seq = ?");
    this.#inStretch = database.prepare(
      `SELECT * FROM event WHERE session IN (SELECT id FROM session WHERE root = ?) AND at_ms BETWEEN ? AND ?`,
    );
    this.#setMode = database.prepare("UPDATE event SET mode = ? WHERE seq = ?");
    this.#outdated = database.prepare(
      `SELECT event.* FROM event JOIN file ON file.id = event.file
       WHERE event.source = ? AND event.parser_version < ? AND file.parser_version = ? AND file.vanished = 0`,
    );
    this.#delete = database.prepare("DELETE FROM event WHERE seq = ?");
    this.#afterSeq = database.prepare(`${SELECT_EVENT} WHERE seq > ? ORDER BY seq LIMIT ?`);
    this.#setCost = database.prepare("UPDATE event SET cost_nanos = ? WHERE seq = ?");
  }

  /** Adds a call, or merges it with the copy that is there; answers whether the call is new. */
  put(call: CallRecord, from: Provenance): boolean {
    const event = this.#eventOf(call, from);
    const { changes } = this.#insert.run(...valuesOf(call, event, from.file, from.parserVersion));
    if (changes === 0) {
      this.#merge(call, from);
      return false;
    }
    this.#rollups.account(event, 1);
    if (call.member !== "") this.#hideYielding(call.family, from.source);
    return true;
  }

  #merge(call: CallRecord, from: Provenance): void {
    const row = this.#byIdentity.get(call.family, call.member, from.source);
    if (row === undefined) throw new Error("An event that was just found is gone");
    const stored = callRecordOf(row);
    const storedVersion = numberIn(row, "parser_version");
    // A fixed parser's reading replaces an older one's, whichever has the higher numbers.
    const merged = storedVersion < from.parserVersion ? call : mergeCalls(stored, call);
    if (merged === stored) return;
    const event = this.#eventOf(merged, from);
    this.#rollups.account(storedEventOf(row), -1);
    this.#replace.run(...valuesOf(merged, event, from.file, from.parserVersion), numberIn(row, "seq"));
    this.#rollups.account(event, 1);
  }

  #eventOf(call: CallRecord, from: Provenance): StoredEvent {
    const session = this.#sessions.numberOf(from.source, call.sessionId);
    return {
      source: from.source,
      model: this.#models.numberOf(call.model),
      session,
      place: this.#places.numberOf(call.cwd, call.branch),
      atMs: call.atMs,
      tokens: call.tokens,
      calls: call.calls,
      quality: call.quality,
      hidden: call.yieldsTo !== undefined && this.#primaryOf.get(call.yieldsTo, from.source) !== undefined,
      mode: this.#sessions.modeOf(session, call.atMs),
      costNanos: this.#costOf(call, from.sourceId),
    };
  }

  #hideYielding(family: string, source: number): void {
    for (const row of this.#yielding.all(family, source, 0)) {
      this.#rollups.account(storedEventOf(row), -1);
      this.#setHidden.run(1, numberIn(row, "seq"));
    }
  }

  /** Gives stored events the mode they have now that turns or the family tree of their sessions changed. */
  reconsider(doubts: readonly ModeDoubt[]): void {
    for (const { root, fromMs, toMs } of doubts) {
      const rows = this.#inStretch.all(root, finite(fromMs), finite(toMs));
      for (const row of rows) {
        const event = storedEventOf(row);
        const mode = this.#sessions.modeOf(event.session, event.atMs);
        if (mode === event.mode) continue;
        this.#rollups.account(event, -1);
        this.#rollups.account({ ...event, mode }, 1);
        this.#setMode.run(mode, numberIn(row, "seq"));
      }
    }
  }

  /**
   * Removes what an older parser read and the current one, having read the same files again, did not. Events whose file
   * is gone stay: nothing can say better.
   */
  dropOutdated(source: number, parserVersion: number): void {
    const rows = this.#outdated.all(source, parserVersion, parserVersion);
    for (const row of rows) {
      this.#rollups.account(storedEventOf(row), -1);
      this.#delete.run(numberIn(row, "seq"));
    }
    for (const row of rows) this.#showYielding(String(row["family"]), source);
  }

  #showYielding(family: string, source: number): void {
    if (this.#primaryOf.get(family, source) !== undefined) return;
    for (const row of this.#yielding.all(family, source, 1)) {
      this.#setHidden.run(0, numberIn(row, "seq"));
      this.#rollups.account({ ...storedEventOf(row), hidden: false }, 1);
    }
  }

  /**
   * Prices up to `limit` events after `afterSeq` anew, for a changed price snapshot.
   * @returns the last event looked at, or `undefined` where none was left
   */
  reprice(afterSeq: number, limit: number, sourceName: (source: number) => string): number | undefined {
    let last: number | undefined;
    for (const row of this.#afterSeq.all(afterSeq, limit)) {
      last = numberIn(row, "seq");
      const event = storedEventOf(row);
      const costNanos = this.#costOf(callRecordOf(row), sourceName(event.source));
      if (costNanos === event.costNanos) continue;
      this.#rollups.account(event, -1);
      this.#rollups.account({ ...event, costNanos }, 1);
      this.#setCost.run(costNanos ?? null, last);
    }
    return last;
  }

  #costOf(call: CallRecord, sourceId: string): number | undefined {
    const { model, atMs, tokens, serviceTier, usOnly } = call;
    return this.#pricer.costNanos({ model, sourceId, atMs, tokens, serviceTier, usOnly });
  }

  /** Writes the hourly sums; the last step of a transaction. */
  flush(): void {
    this.#rollups.flush();
  }

  /** To be called when the transaction was undone. */
  forget(): void {
    this.#rollups.forget();
    this.#models.forget();
    this.#places.forget();
  }
}

/** SQLite has no infinite integers; these lie beyond every instant. */
function finite(ms: number): number {
  return Math.max(-8.64e15, Math.min(8.64e15, ms));
}
