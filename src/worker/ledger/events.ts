import type { DatabaseSync, StatementSync } from "node:sqlite";
import { mergeCalls } from "../../core/mergeCalls.ts";
import type { Pricer } from "../../core/prices/pricer.ts";
import type { CallRecord } from "../../core/usageRecord.ts";
import { numberIn, textIn } from "./database.ts";
import { identityKey } from "./identityKey.ts";
import { Names, Places } from "./names.ts";
import { Rollups } from "./rollups.ts";
import type { ModeDoubt, Sessions } from "./sessions.ts";
import { callRecordOf, INSERT_EVENT, REPLACE_EVENT, SELECT_EVENT, storedEventOf, valuesOf } from "./storedEvent.ts";
import type { EventRow, StoredEvent } from "./storedEvent.ts";

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
  readonly #withPrimary: StatementSync;
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
    // Asked for many at once, as arrays in JSON: a statement per call would cost more than the call.
    this.#byIdentity = database.prepare(
      `SELECT stored.* FROM json_each(?) AS wanted JOIN (${SELECT_EVENT}) AS stored
       ON stored.family_key = wanted.value ->> 0 AND stored.member_key = wanted.value ->> 1`,
    );
    this.#withPrimary = database.prepare(
      `SELECT wanted.value ->> 1 AS family FROM json_each(?) AS wanted WHERE EXISTS (
         SELECT 1 FROM event WHERE family_key = wanted.value ->> 0 AND member_key > 0
         AND family = wanted.value ->> 1 AND source = ?)`,
    );
    this.#yielding = database.prepare(
      `SELECT event.* FROM json_each(?) AS family JOIN event ON event.yields_to = family.value
       WHERE event.source = ? AND event.hidden = ?`,
    );
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

  /**
   * Adds calls, or merges them with the copies that are there.
   * @param calls of one provenance, no two of them with the same identity
   * @returns how many calls are new and count
   */
  put(calls: readonly CallRecord[], from: Provenance): number {
    if (calls.length === 0) return 0;
    const stored = this.#storedCopies(calls, from.source);
    const yieldedTo = new Set<string>();
    for (const { yieldsTo } of calls) if (yieldsTo !== undefined) yieldedTo.add(yieldsTo);
    for (const row of stored.values()) if (row["yields_to"] !== null) yieldedTo.add(textIn(row, "yields_to"));
    const primaries = new Set<string>();
    for (const { family, member } of calls) if (member !== "") primaries.add(family);
    const hiddenFamilies = this.#familiesWithPrimary(yieldedTo, primaries, from.source);
    let added = 0;
    for (const call of calls) {
      const row = stored.get(identityOf(call));
      if (row !== undefined) {
        this.#merge(call, row, hiddenFamilies, from);
        continue;
      }
      const event = this.#eventOf(call, hiddenFamilies, from);
      this.#insert.run(...valuesOf(call, event, from.file, from.parserVersion));
      this.#rollups.account(event, 1);
      if (!event.hidden) added += call.calls;
    }
    this.#hideYielding(primaries, from.source);
    return added;
  }

  #storedCopies(calls: readonly CallRecord[], source: number): ReadonlyMap<string, EventRow> {
    const keys = calls.map((call) => [identityKey(call.family), identityKey(call.member)]);
    const stored = new Map<string, EventRow>();
    for (const row of this.#byIdentity.all(JSON.stringify(keys))) {
      if (numberIn(row, "source") !== source) continue;
      stored.set(identityOf({ family: textIn(row, "family"), member: textIn(row, "member") }), row);
    }
    return stored;
  }

  /** Those of `families` that have a primary record: in the ledger, or among the ones about to be added. */
  #familiesWithPrimary(
    families: ReadonlySet<string>,
    added: ReadonlySet<string>,
    source: number,
  ): ReadonlySet<string> {
    if (families.size === 0) return families;
    const keys = [...families].map((family) => [identityKey(family), family]);
    const found = this.#withPrimary.all(JSON.stringify(keys), source).map((row) => textIn(row, "family"));
    return new Set([...found, ...added]);
  }

  #merge(call: CallRecord, row: EventRow, hiddenFamilies: ReadonlySet<string>, from: Provenance): void {
    const stored = callRecordOf(row);
    const storedVersion = numberIn(row, "parser_version");
    // A fixed parser's reading replaces an older one's, whichever has the higher numbers.
    const merged = storedVersion < from.parserVersion ? call : mergeCalls(stored, call);
    if (merged === stored) return;
    const event = this.#eventOf(merged, hiddenFamilies, from);
    this.#rollups.account(storedEventOf(row), -1);
    this.#replace.run(...valuesOf(merged, event, from.file, from.parserVersion), numberIn(row, "seq"));
    this.#rollups.account(event, 1);
  }

  #eventOf(call: CallRecord, hiddenFamilies: ReadonlySet<string>, from: Provenance): StoredEvent {
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
      hidden: call.yieldsTo !== undefined && hiddenFamilies.has(call.yieldsTo),
      mode: this.#sessions.modeOf(session, call.atMs),
      costNanos: this.#costOf(call, from.sourceId),
    };
  }

  #hideYielding(families: ReadonlySet<string>, source: number): void {
    if (families.size === 0) return;
    for (const row of this.#yielding.all(JSON.stringify([...families]), source, 0)) {
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
    const families = new Set(rows.map((row) => textIn(row, "family")));
    const stillPrimary = this.#familiesWithPrimary(families, new Set(), source);
    const orphaned = [...families].filter((family) => !stillPrimary.has(family));
    for (const row of this.#yielding.all(JSON.stringify(orphaned), source, 1)) {
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

function identityOf(call: Pick<CallRecord, "family" | "member">): string {
  return `${call.family}\n${call.member}`;
}

/** SQLite has no infinite integers; these lie beyond every instant. */
function finite(ms: number): number {
  return Math.max(-8.64e15, Math.min(8.64e15, ms));
}
