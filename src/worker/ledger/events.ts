import type { DatabaseSync, StatementSync } from "node:sqlite";
import { mergeCalls } from "../../core/mergeCalls.ts";
import type { Pricer } from "../../core/prices/pricer.ts";
import type { CallRecord } from "../../core/usageRecord.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import type { ChangedHours } from "./changedHours.ts";
import type { ChangedSessions } from "./changedSessions.ts";
import { Contexts } from "./contexts.ts";
import type { Context } from "./contexts.ts";
import { numberIn, textIn } from "./database.ts";
import { familyKeyOf, identityKeyOf } from "./identityKey.ts";
import type { IdentityKey } from "./identityKey.ts";
import { OutsideAccounts } from "./outsideAccounts.ts";
import type { Provenance } from "./provenance.ts";
import { Rollups } from "./rollups.ts";
import type { ModeDoubt, Sessions } from "./sessions.ts";
import {
  callRecordOf,
  INSERT_EVENT,
  REPLACE_EVENT,
  SELECT_CALL,
  SELECT_EVENT,
  storedEventOf,
  valuesOf,
} from "./storedEvent.ts";
import type { StoredEvent } from "./storedEvent.ts";

/**
 * The calls in the ledger. Every change goes through here, so that the hourly sums always equal the events that count.
 * All methods are to be called inside a transaction.
 */
export class Events {
  readonly #pricer: Pricer;
  readonly #sessions: Sessions;
  readonly #contexts: Contexts;
  readonly #rollups: Rollups;
  readonly #outside: OutsideAccounts;
  /** Answers of `#hasPrimary` that hold until primaries are added or removed. */
  readonly #primaryKnown = new Map<IdentityKey["family"], boolean>();
  readonly #insert: StatementSync;
  readonly #replace: StatementSync;
  readonly #byIdentity: StatementSync;
  readonly #primaryOf: StatementSync;
  readonly #yielding: StatementSync;
  readonly #hidden: StatementSync;
  readonly #setHidden: StatementSync;
  readonly #inStretch: StatementSync;
  readonly #setMode: StatementSync;
  readonly #outdated: StatementSync;
  readonly #delete: StatementSync;
  readonly #afterSeq: StatementSync;
  readonly #setCost: StatementSync;

  constructor(
    database: DatabaseSync,
    pricer: Pricer,
    sessions: Sessions,
    changed: ChangedSessions,
    hours: ChangedHours,
  ) {
    this.#pricer = pricer;
    this.#sessions = sessions;
    this.#contexts = new Contexts(database, sessions);
    this.#rollups = new Rollups(database, changed, hours);
    this.#outside = new OutsideAccounts(database);
    this.#insert = database.prepare(INSERT_EVENT);
    this.#replace = database.prepare(REPLACE_EVENT);
    this.#byIdentity = database.prepare(`${SELECT_CALL} WHERE family_key = ? AND member_key = ?`);
    this.#primaryOf = database.prepare("SELECT 1 FROM event WHERE family_key = ? AND member_key > 0 LIMIT 1");
    // Asked for all families of a batch at once: a statement for each would cost as much as adding its call.
    this.#yielding = database.prepare(
      `SELECT event.* FROM json_each(?) AS family JOIN (${SELECT_EVENT}) AS event ON event.yields_to = family.value
       WHERE event.source = ? AND event.hidden = 0`,
    );
    this.#hidden = database.prepare(`${SELECT_EVENT} WHERE yields_to IS NOT NULL AND hidden = 1 AND source = ?`);
    this.#setHidden = database.prepare("UPDATE event SET hidden = ? WHERE seq = ?");
    this.#inStretch = database.prepare(
      `${SELECT_EVENT} WHERE context IN (
         SELECT id FROM context WHERE session IN (SELECT id FROM session WHERE root = ?)) AND at_ms BETWEEN ? AND ?`,
    );
    this.#setMode = database.prepare("UPDATE event SET mode = ? WHERE seq = ?");
    this.#outdated = database.prepare(
      `${SELECT_EVENT} JOIN file ON file.id = context.file
       WHERE context.source = ? AND context.parser_version < ? AND file.parser_version = ? AND file.vanished = 0`,
    );
    this.#delete = database.prepare("DELETE FROM event WHERE seq = ?");
    this.#afterSeq = database.prepare(`${SELECT_CALL} WHERE seq > ? ORDER BY seq LIMIT ?`);
    this.#setCost = database.prepare("UPDATE event SET cost_nanos = ? WHERE seq = ?");
  }

  /**
   * Adds calls, or merges them with the copies that are there.
   * @param calls of one provenance, no two of them with the same identity
   * @returns how many more calls count than before
   */
  put(calls: Iterable<CallRecord>, from: Provenance): number {
    const primaries = new Set<string>();
    const merges: CallRecord[] = [];
    const hasOutside = this.#outside.exist();
    let added = 0;
    this.#forgetPrimaries();
    for (const call of calls) {
      if (call.member !== "") primaries.add(call.family);
      if (hasOutside) this.#outside.addClaims(call, primaries);
      const key = identityKeyOf(from.source, call.family, call.member);
      const context = this.#contexts.contextOf(call, from);
      const event = this.#eventOf(call, context, from);
      if (this.#insert.run(...valuesOf(call, key, context.id, event)).changes === 0) {
        merges.push(call);
        continue;
      }
      this.#rollups.account(event, 1);
      if (!event.hidden) added += call.calls;
    }
    // Those just added may be what others yield to.
    this.#forgetPrimaries();
    for (const call of merges) this.#merge(call, from);
    return added - this.#hideYielding(primaries, from.source);
  }

  /** Time of the ledger's copy of a call; `undefined` where it has none. */
  timeOf(call: CallRecord, source: number): number | undefined {
    const key = identityKeyOf(source, call.family, call.member);
    const row = this.#byIdentity.get(key.family, key.member);
    return row === undefined ? undefined : numberIn(row, "at_ms");
  }

  #merge(call: CallRecord, from: Provenance): void {
    const key = identityKeyOf(from.source, call.family, call.member);
    const row = this.#byIdentity.get(key.family, key.member);
    if (row === undefined) throw new Error("An event that was just found is gone");
    const stored = callRecordOf(row, call);
    // A fixed parser's reading replaces an older one's, whichever has the higher numbers.
    const isOutdated = numberIn(row, "parser_version") < from.parserVersion;
    const merged = isOutdated ? call : mergeCalls(stored, call);
    if (merged === stored) return;
    const context = this.#contexts.contextOf(merged, from);
    const event = this.#eventOf(merged, context, from);
    this.#rollups.account(storedEventOf(row), -1);
    this.#replace.run(...valuesOf(merged, key, context.id, event), numberIn(row, "seq"));
    this.#rollups.account(event, 1);
  }

  #eventOf(call: CallRecord, context: Context, from: Provenance): StoredEvent {
    return {
      source: context.source,
      model: context.model,
      session: context.session,
      atMs: call.atMs,
      tokens: call.tokens,
      calls: call.calls,
      quality: call.quality,
      countedHere: call.countedHere === true,
      hidden: call.yieldsTo !== undefined && this.#givesWay(from.source, call.yieldsTo, call.atMs),
      mode: this.#sessions.modeOf(context.session, call.atMs),
      costNanos: this.#costOf(call, from.sourceId),
    };
  }

  #givesWay(source: number, yieldsTo: string, atMs: number): boolean {
    return this.#outside.isToldOf(source, yieldsTo, atMs) ?? this.#hasPrimary(familyKeyOf(source, yieldsTo));
  }

  #hasPrimary(familyKey: IdentityKey["family"]): boolean {
    // All calls of a thread may yield to the same family.
    let hasPrimary = this.#primaryKnown.get(familyKey);
    if (hasPrimary === undefined) {
      hasPrimary = this.#primaryOf.get(familyKey) !== undefined;
      this.#primaryKnown.set(familyKey, hasPrimary);
    }
    return hasPrimary;
  }

  #forgetPrimaries(): void {
    this.#primaryKnown.clear();
    this.#outside.forget();
  }

  /** Hides what yields to families that have a primary record now, or to claims; answers how many calls that were. */
  #hideYielding(families: ReadonlySet<string>, source: number): number {
    if (families.size === 0) return 0;
    let calls = 0;
    for (const row of this.#yielding.all(JSON.stringify([...families]), source)) {
      const event = storedEventOf(row);
      calls += event.calls;
      this.#rollups.account(event, -1);
      this.#setHidden.run(1, numberIn(row, "seq"));
    }
    return calls;
  }

  /** Gives stored events the mode they have now that turns or the family tree of their sessions changed. */
  reconsider(doubts: readonly ModeDoubt[]): void {
    for (const { root, fromMs, toMs } of doubts) {
      for (const row of this.#inStretch.all(root, fromMs, toMs)) {
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
    this.#forgetPrimaries();
    for (const row of this.#outdated.all(source, parserVersion, parserVersion)) {
      this.#rollups.account(storedEventOf(row), -1);
      this.#delete.run(numberIn(row, "seq"));
    }
    for (const row of this.#hidden.all(source)) {
      if (this.#givesWay(source, textIn(row, "yields_to"), numberIn(row, "at_ms"))) continue;
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
      const costNanos = this.#costOf(callRecordOf(row, { family: "", member: "" }), sourceName(event.source));
      if (costNanos === event.costNanos) continue;
      this.#rollups.account(event, -1);
      this.#rollups.account({ ...event, costNanos }, 1);
      this.#setCost.run(costNanos ?? null, last);
    }
    return last;
  }

  #costOf(call: CallRecord, sourceId: string): number | undefined {
    const { model, atMs, tokens, serviceTier, usOnly, reportedNanos } = call;
    // Some tools tell what was paid and not for how much.
    if (reportedNanos !== undefined && totalTokens(tokens) === 0) return reportedNanos;
    const costNanos = this.#pricer.costNanos({ model, sourceId, atMs, tokens, serviceTier, usOnly }) ?? reportedNanos;
    // SQLite would take more, and could not give it back as a number.
    return costNanos === undefined ? undefined : Math.min(costNanos, Number.MAX_SAFE_INTEGER);
  }

  /** Writes the hourly sums; the last step of a transaction. */
  flush(): void {
    this.#rollups.flush();
  }

  /** To be called when the transaction was undone. */
  forget(): void {
    this.#rollups.forget();
    this.#contexts.forget();
  }
}
