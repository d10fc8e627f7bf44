import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { CallRecord } from "../../core/usageRecord.ts";
import { numberIn } from "./database.ts";
import { Names, Places } from "./names.ts";
import type { Provenance } from "./provenance.ts";
import type { Sessions } from "./sessions.ts";

/** What an event shares with others of its session, as numbers. */
export interface Context {
  readonly id: number;
  readonly source: number;
  readonly model: number;
  readonly session: number;
}

/** Contexts are few, but what a log holds is not ours to trust: past this the memory of them starts anew. */
const MAX_REMEMBERED = 10_000;

/** Numbers for the contexts of events. To be used inside transactions; `forget` after one was undone. */
export class Contexts {
  readonly #sessions: Sessions;
  readonly #models: Names;
  readonly #places: Places;
  readonly #find: StatementSync;
  readonly #add: StatementSync;
  readonly #known = new Map<string, Context>();
  #last: { readonly call: CallRecord; readonly from: Provenance; readonly context: Context } | undefined;

  constructor(database: DatabaseSync, sessions: Sessions) {
    this.#sessions = sessions;
    this.#models = new Names(database, "model");
    this.#places = new Places(database);
    this.#find = database.prepare(
      `SELECT id FROM context WHERE session = ? AND source = ? AND model = ? AND place IS ? AND agent IS ? AND service_tier = ?
       AND us_only = ? AND quality = ? AND calls = ? AND copy_rank = ? AND owner_ms = ? AND file = ? AND parser_version = ? AND counted_here = ?`,
    );
    this.#add = database.prepare(
      `INSERT INTO context (session, source, model, place, agent, service_tier, us_only, quality, calls, copy_rank, owner_ms, file, parser_version, counted_here)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
  }

  contextOf(call: CallRecord, from: Provenance): Context {
    // Calls come session by session: mostly the context is the last one's.
    if (this.#last !== undefined && this.#last.from === from && isSameContext(this.#last.call, call)) {
      return this.#last.context;
    }
    const context = this.#look(call, from);
    this.#last = { call, from, context };
    return context;
  }

  #look(call: CallRecord, from: Provenance): Context {
    const session = this.#sessions.numberOf(from.source, call.sessionId);
    const model = this.#models.numberOf(call.model);
    const values = [
      session,
      from.source,
      model,
      this.#places.numberOf(call.cwd, call.branch),
      call.agentId ?? null,
      call.serviceTier,
      call.usOnly ? 1 : 0,
      call.quality,
      call.calls,
      call.copyRank,
      call.ownerMs,
      from.file,
      from.parserVersion,
      call.countedHere === true ? 1 : 0,
    ];
    const key = values.join("\n");
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const row = this.#find.get(...values);
    const id = row === undefined ? Number(this.#add.run(...values).lastInsertRowid) : numberIn(row, "id");
    const context: Context = { id, source: from.source, model, session };
    if (this.#known.size >= MAX_REMEMBERED) this.#known.clear();
    this.#known.set(key, context);
    return context;
  }

  forget(): void {
    this.#last = undefined;
    this.#known.clear();
    this.#models.forget();
    this.#places.forget();
  }
}

function isSameContext(a: CallRecord, b: CallRecord): boolean {
  return (
    a.sessionId === b.sessionId &&
    a.model === b.model &&
    a.cwd === b.cwd &&
    a.branch === b.branch &&
    a.agentId === b.agentId &&
    a.serviceTier === b.serviceTier &&
    a.usOnly === b.usOnly &&
    a.quality === b.quality &&
    a.countedHere === b.countedHere &&
    a.calls === b.calls &&
    a.copyRank === b.copyRank &&
    a.ownerMs === b.ownerMs
  );
}
