import type { DatabaseSync, StatementSync } from "node:sqlite";
import { laterVersion } from "../../core/laterVersion.ts";
import { modeAt, STEERED_WINDOW_MS, type Mode } from "../../core/steering.ts";
import type { SessionRecord, TurnRecord } from "../../core/usageRecord.ts";
import type { ChangedHours } from "./changedHours.ts";
import type { ChangedSessions } from "./changedSessions.ts";
import { numberIn, optionalNumberIn, optionalTextIn, textIn } from "./database.ts";
import type { Provenance } from "./provenance.ts";
import { ALL_TIME } from "./usageSums.ts";

interface KnownSession {
  readonly id: number;
  /** Made in the running transaction: the ledger holds no events of it yet. */
  isFresh: boolean;
}

/** A stretch of a root session in which stored events may have to change their mode. */
export interface ModeDoubt {
  readonly root: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Sessions, their family trees and the human turns in them: all that decides an event's mode. */
export class Sessions {
  readonly #changed: ChangedSessions;
  readonly #hours: ChangedHours;
  readonly #known = new Map<string, KnownSession>();
  readonly #rootOf = new Map<number, number>();
  readonly #turnTimes = new Map<number, Float64Array>();
  readonly #doubts = new Map<number, ModeDoubt>();
  readonly #find: StatementSync;
  readonly #add: StatementSync;
  readonly #selfRoot: StatementSync;
  readonly #get: StatementSync;
  readonly #update: StatementSync;
  readonly #moveSubtree: StatementSync;
  readonly #addTurn: StatementSync;
  readonly #getTurn: StatementSync;
  readonly #moveTurn: StatementSync;
  readonly #outdatedTurns: StatementSync;
  readonly #deleteTurn: StatementSync;
  readonly #turnsOfRoot: StatementSync;

  constructor(database: DatabaseSync, changed: ChangedSessions, hours: ChangedHours) {
    this.#changed = changed;
    this.#hours = hours;
    this.#find = database.prepare("SELECT id, root FROM session WHERE source = ? AND name = ?");
    this.#add = database.prepare("INSERT INTO session (source, name, root) VALUES (?, ?, 0)");
    this.#selfRoot = database.prepare("UPDATE session SET root = id WHERE id = ?");
    this.#get = database.prepare(
      `SELECT session.root, session.parent, session.tool_version, parent.name AS parent_name
       FROM session LEFT JOIN session AS parent ON parent.id = session.parent WHERE session.id = ?`,
    );
    this.#update = database.prepare("UPDATE session SET parent = ?, tool_version = ? WHERE id = ?");
    this.#moveSubtree = database.prepare(
      `WITH RECURSIVE subtree (id) AS (
         SELECT ? UNION SELECT session.id FROM session JOIN subtree ON session.parent = subtree.id)
       UPDATE session SET root = ? WHERE id IN subtree`,
    );
    this.#addTurn = database.prepare(
      "INSERT OR IGNORE INTO turn (session, name, at_ms, file, parser_version) VALUES (?, ?, ?, ?, ?)",
    );
    this.#getTurn = database.prepare("SELECT at_ms, parser_version FROM turn WHERE session = ? AND name = ?");
    this.#moveTurn = database.prepare(
      "UPDATE turn SET at_ms = ?, file = ?, parser_version = ? WHERE session = ? AND name = ?",
    );
    this.#outdatedTurns = database.prepare(
      `SELECT turn.session, turn.name, turn.at_ms FROM turn JOIN session ON session.id = turn.session
       JOIN file ON file.id = turn.file
       WHERE session.source = ? AND turn.parser_version < ? AND file.parser_version = ? AND file.vanished = 0`,
    );
    this.#deleteTurn = database.prepare("DELETE FROM turn WHERE session = ? AND name = ?");
    this.#turnsOfRoot = database.prepare(
      "SELECT at_ms FROM turn WHERE session IN (SELECT id FROM session WHERE root = ?) ORDER BY at_ms",
    );
  }

  /** Number of a session, which is made where it is new. To be called inside a transaction. */
  numberOf(source: number, name: string): number {
    return this.#session(source, name).id;
  }

  #session(source: number, name: string): KnownSession {
    const key = `${source} ${name}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const row = this.#find.get(source, name);
    const session: KnownSession =
      row === undefined
        ? { id: this.#insert(source, name), isFresh: true }
        : { id: numberIn(row, "id"), isFresh: false };
    this.#known.set(key, session);
    return session;
  }

  #insert(source: number, name: string): number {
    const id = Number(this.#add.run(source, name).lastInsertRowid);
    this.#selfRoot.run(id);
    return id;
  }

  /** Adds what a record tells of a session. What two records tell differently is settled by order of text, not of arrival. */
  learn(source: number, record: SessionRecord): void {
    const { id, isFresh } = this.#session(source, record.sessionId);
    const row = this.#get.get(id);
    if (row === undefined) throw new Error("A session that was just found is gone");
    const oldParentName = optionalTextIn(row, "parent_name");
    const oldVersion = optionalTextIn(row, "tool_version");
    const version = laterVersion(oldVersion, record.toolVersion);
    if (version !== oldVersion) this.#hours.addSession(id);
    const isNewParent =
      record.parentId !== undefined &&
      record.parentId !== record.sessionId &&
      (oldParentName === undefined || record.parentId < oldParentName);
    if (!isNewParent) {
      if (version !== oldVersion) this.#update.run(optionalNumberIn(row, "parent") ?? null, version ?? null, id);
      return;
    }
    const parent = this.numberOf(source, record.parentId);
    const oldRoot = numberIn(row, "root");
    const newRoot = this.#root(parent);
    // A parent from its own subtree: two records contradict each other. Keep what stood first.
    if (newRoot === id || this.#isBelow(parent, id)) return;
    this.#update.run(parent, version ?? null, id);
    if (newRoot === oldRoot) return;
    this.#moveSubtree.run(id, newRoot);
    for (const moved of [id, oldRoot, newRoot]) this.#changed.add(moved);
    this.#rootOf.clear();
    this.#turnTimes.clear();
    // A session of this transaction has no stored events, unless another was put below it, which left a doubt.
    if (isFresh && !this.#doubts.has(oldRoot)) return;
    this.#doubt(oldRoot, ALL_TIME.fromMs, ALL_TIME.toMs);
    this.#doubt(newRoot, ALL_TIME.fromMs, ALL_TIME.toMs);
  }

  #isBelow(session: number, ancestor: number): boolean {
    const seen = new Set<number>();
    let current: number | undefined = session;
    while (current !== undefined && !seen.has(current)) {
      if (current === ancestor) return true;
      seen.add(current);
      const row: Readonly<Record<string, unknown>> | undefined = this.#get.get(current);
      current = row === undefined ? undefined : optionalNumberIn(row, "parent");
    }
    return false;
  }

  /** Adds a human turn; of two copies the earlier counts, but a fixed parser's reading replaces an older one's. */
  addTurn(turn: TurnRecord, { source, file, parserVersion }: Provenance): void {
    const session = this.#session(source, turn.sessionId);
    let otherMs = turn.atMs;
    if (this.#addTurn.run(session.id, turn.id, turn.atMs, file, parserVersion).changes === 0) {
      const row = this.#getTurn.get(session.id, turn.id);
      if (row === undefined) throw new Error("A turn that was just found is gone");
      otherMs = numberIn(row, "at_ms");
      if (turn.atMs >= otherMs && numberIn(row, "parser_version") >= parserVersion) return;
      this.#moveTurn.run(turn.atMs, file, parserVersion, session.id, turn.id);
    }
    this.#changed.add(session.id);
    this.#hours.addTurn(turn.id, otherMs);
    const root = this.#root(session.id);
    this.#turnTimes.delete(root);
    if (session.isFresh && root === session.id) return;
    this.#doubt(root, Math.min(turn.atMs, otherMs), Math.max(turn.atMs, otherMs) + STEERED_WINDOW_MS);
  }

  /** Removes turns that an older parser saw and the current one, having read the same files again, did not. */
  dropOutdated(source: number, parserVersion: number): void {
    for (const row of this.#outdatedTurns.all(source, parserVersion, parserVersion)) {
      const session = numberIn(row, "session");
      this.#deleteTurn.run(session, textIn(row, "name"));
      this.#hours.addTurn(textIn(row, "name"), numberIn(row, "at_ms"));
      this.#changed.add(session);
      const root = this.#root(session);
      this.#turnTimes.delete(root);
      this.#doubt(root, numberIn(row, "at_ms"), numberIn(row, "at_ms") + STEERED_WINDOW_MS);
    }
  }

  /** One stretch per root: turns of a session follow each other closely. */
  #doubt(root: number, fromMs: number, toMs: number): void {
    const doubt = this.#doubts.get(root) ?? { root, fromMs, toMs };
    this.#doubts.set(root, {
      root,
      fromMs: Math.min(doubt.fromMs, fromMs),
      toMs: Math.max(doubt.toMs, toMs),
    });
  }

  /** Mode of an event at an instant of a session, after all turns of the transaction were added. */
  modeOf(session: number, atMs: number): Mode {
    const root = this.#root(session);
    let times = this.#turnTimes.get(root);
    if (times === undefined) {
      times = Float64Array.from(this.#turnsOfRoot.all(root), (row) => numberIn(row, "at_ms"));
      this.#turnTimes.set(root, times);
    }
    return modeAt(atMs, times);
  }

  #root(session: number): number {
    const known = this.#rootOf.get(session);
    if (known !== undefined) return known;
    const row = this.#get.get(session);
    const root = row === undefined ? session : numberIn(row, "root");
    this.#rootOf.set(session, root);
    return root;
  }

  /** Hands over the stretches whose stored events must be looked at again. */
  takeDoubts(): readonly ModeDoubt[] {
    const doubts = [...this.#doubts.values()];
    this.#doubts.clear();
    return doubts;
  }

  /** To be called after each transaction: `undone` where it was rolled back. */
  settle(undone: boolean): void {
    if (undone || this.#known.size > MAX_REMEMBERED) this.#known.clear();
    else for (const session of this.#known.values()) session.isFresh = false;
    this.#rootOf.clear();
    this.#turnTimes.clear();
    this.#doubts.clear();
  }
}

/** Bounds memory in homes with very many sessions. */
const MAX_REMEMBERED = 20_000;
