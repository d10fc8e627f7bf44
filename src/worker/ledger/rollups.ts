import type { DatabaseSync, StatementSync } from "node:sqlite";
import { totalTokens } from "../../shared/tokenCounts.ts";
import type { ChangedHours } from "./changedHours.ts";
import type { ChangedSessions } from "./changedSessions.ts";
import type { StoredEvent } from "./storedEvent.ts";

export const HOUR_MS = 60 * 60 * 1000;

/** Columns of `rollup` after its key, in the order of `Delta`. */
const COLUMNS = [
  "calls",
  "fresh_input",
  "cache_read",
  "cache_write_5m",
  "cache_write_1h",
  "output",
  "reasoning",
  "web_searches",
  "cost_nanos",
  "unpriced_tokens",
  "estimated_tokens",
  "counted_here_tokens",
  "events",
] as const;

const EVENTS = COLUMNS.indexOf("events");

interface Delta {
  readonly hour: number;
  readonly source: number;
  readonly model: number;
  readonly mode: number;
  readonly sums: Float64Array;
}

/**
 * Keeps the hourly sums equal to the events that count. Changes are gathered in memory and written once per transaction,
 * since calls of one batch mostly fall into few hours.
 */
export class Rollups {
  readonly #changed: ChangedSessions;
  readonly #hours: ChangedHours;
  readonly #deltas = new Map<string, Delta>();
  #last: Delta | undefined;
  readonly #add: StatementSync;
  readonly #dropEmpty: StatementSync;

  constructor(database: DatabaseSync, changed: ChangedSessions, hours: ChangedHours) {
    this.#changed = changed;
    this.#hours = hours;
    const updates = COLUMNS.map((column) => `${column} = ${column} + excluded.${column}`).join(", ");
    this.#add = database.prepare(
      `INSERT INTO rollup (hour, source, model, mode, ${COLUMNS.join(", ")}) VALUES (?, ?, ?, ?, ${COLUMNS.map(() => "?").join(", ")})
       ON CONFLICT DO UPDATE SET ${updates}`,
    );
    this.#dropEmpty = database.prepare(
      "DELETE FROM rollup WHERE hour = ? AND source = ? AND model = ? AND mode = ? AND events = 0",
    );
  }

  /** Adds (`sign` 1) or takes away (-1) an event; hidden ones are no part of any sum. */
  account(event: StoredEvent, sign: 1 | -1): void {
    if (event.hidden) return;
    this.#changed.add(event.session);
    this.#hours.addCall(event.atMs);
    const { sums } = this.#deltaOf(event);
    const amounts = amountsOf(event);
    for (let i = 0; i < amounts.length; i++) sums[i] = (sums[i] ?? 0) + sign * (amounts[i] ?? 0);
  }

  #deltaOf({ atMs, source, model, mode }: StoredEvent): Delta {
    const hour = Math.floor(atMs / HOUR_MS);
    const last = this.#last;
    // Calls come session by session: mostly it is the last one's.
    if (last?.hour === hour && last.source === source && last.model === model && last.mode === mode) return last;
    const key = `${hour} ${source} ${model} ${mode}`;
    let delta = this.#deltas.get(key);
    if (delta === undefined) {
      delta = { hour, source, model, mode, sums: new Float64Array(COLUMNS.length) };
      this.#deltas.set(key, delta);
    }
    this.#last = delta;
    return delta;
  }

  /** Writes what has been gathered, inside the caller's transaction. */
  flush(): void {
    for (const { hour, source, model, mode, sums } of this.#deltas.values()) {
      this.#add.run(hour, source, model, mode, ...sums);
      if ((sums[EVENTS] ?? 0) <= 0) this.#dropEmpty.run(hour, source, model, mode);
    }
    this.forget();
  }

  /** Drops what has been gathered, after the transaction was undone. */
  forget(): void {
    this.#deltas.clear();
    this.#last = undefined;
  }
}

/** What an event adds to each of `COLUMNS`. */
function amountsOf({ tokens, calls, costNanos, quality, countedHere }: StoredEvent): readonly number[] {
  const total = totalTokens(tokens);
  return [
    calls,
    tokens.freshInput,
    tokens.cacheRead,
    tokens.cacheWrite5m,
    tokens.cacheWrite1h,
    tokens.output,
    tokens.reasoning,
    tokens.webSearches,
    costNanos ?? 0,
    costNanos === undefined ? total : 0,
    quality === "exact-call" || quality === "exact-turn" ? 0 : total,
    countedHere ? total : 0,
    1,
  ];
}
