import type { DatabaseSync, StatementSync } from "node:sqlite";
import { NO_TOKENS, totalTokens } from "../../shared/tokenCounts.ts";
import type { ChangedHours } from "./changedHours.ts";
import type { ChangedSessions } from "./changedSessions.ts";
import type { StoredEvent } from "./storedEvent.ts";

export const HOUR_MS = 60 * 60 * 1000;

/** Columns of `rollup` after its key, in the order of `valuesOf`. */
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

/** What is to be added to a row, by column. */
interface Sums {
  calls: number;
  freshInput: number;
  cacheRead: number;
  cacheWrite5m: number;
  cacheWrite1h: number;
  output: number;
  reasoning: number;
  webSearches: number;
  costNanos: number;
  unpricedTokens: number;
  estimatedTokens: number;
  countedHereTokens: number;
  events: number;
}

interface Delta {
  readonly hour: number;
  readonly source: number;
  readonly model: number;
  readonly mode: number;
  readonly sums: Sums;
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
    addTo(this.#deltaOf(event).sums, event, sign);
  }

  #deltaOf({ atMs, source, model, mode }: StoredEvent): Delta {
    const hour = Math.floor(atMs / HOUR_MS);
    const last = this.#last;
    // Calls come session by session: mostly it is the last one's.
    if (last?.hour === hour && last.source === source && last.model === model && last.mode === mode) return last;
    const key = `${hour} ${source} ${model} ${mode}`;
    let delta = this.#deltas.get(key);
    if (delta === undefined) {
      delta = { hour, source, model, mode, sums: noSums() };
      this.#deltas.set(key, delta);
    }
    this.#last = delta;
    return delta;
  }

  /** Writes what has been gathered, inside the caller's transaction. */
  flush(): void {
    for (const { hour, source, model, mode, sums } of this.#deltas.values()) {
      this.#add.run(hour, source, model, mode, ...valuesOf(sums));
      if (sums.events <= 0) this.#dropEmpty.run(hour, source, model, mode);
    }
    this.forget();
  }

  /** Drops what has been gathered, after the transaction was undone. */
  forget(): void {
    this.#deltas.clear();
    this.#last = undefined;
  }
}

function noSums(): Sums {
  return {
    calls: 0,
    ...NO_TOKENS,
    costNanos: 0,
    unpricedTokens: 0,
    estimatedTokens: 0,
    countedHereTokens: 0,
    events: 0,
  };
}

/** One by one and by name, as all other ways take many times as long, and this is done for every call. */
function addTo(sums: Sums, { tokens, calls, costNanos, quality, countedHere }: StoredEvent, sign: 1 | -1): void {
  const total = sign * totalTokens(tokens);
  sums.calls += sign * calls;
  sums.freshInput += sign * tokens.freshInput;
  sums.cacheRead += sign * tokens.cacheRead;
  sums.cacheWrite5m += sign * tokens.cacheWrite5m;
  sums.cacheWrite1h += sign * tokens.cacheWrite1h;
  sums.output += sign * tokens.output;
  sums.reasoning += sign * tokens.reasoning;
  sums.webSearches += sign * tokens.webSearches;
  if (costNanos === undefined) sums.unpricedTokens += total;
  else sums.costNanos += sign * costNanos;
  if (quality !== "exact-call" && quality !== "exact-turn") sums.estimatedTokens += total;
  if (countedHere) sums.countedHereTokens += total;
  sums.events += sign;
}

function valuesOf(sums: Sums): readonly number[] {
  return [
    sums.calls,
    sums.freshInput,
    sums.cacheRead,
    sums.cacheWrite5m,
    sums.cacheWrite1h,
    sums.output,
    sums.reasoning,
    sums.webSearches,
    sums.costNanos,
    sums.unpricedTokens,
    sums.estimatedTokens,
    sums.countedHereTokens,
    sums.events,
  ];
}
