import type { DatabaseSync, StatementSync } from "node:sqlite";
import { totalTokens } from "../../shared/tokenCounts.ts";
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
  "events",
] as const;

interface Delta {
  readonly hour: number;
  readonly source: number;
  readonly model: number;
  readonly mode: number;
  readonly sums: number[];
}

/**
 * Keeps the hourly sums equal to the events that count. Changes are gathered in memory and written once per transaction,
 * since calls of one batch mostly fall into few hours.
 */
export class Rollups {
  readonly #deltas = new Map<string, Delta>();
  readonly #add: StatementSync;
  readonly #dropEmpty: StatementSync;

  constructor(database: DatabaseSync) {
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
    const hour = Math.floor(event.atMs / HOUR_MS);
    const key = `${hour} ${event.source} ${event.model} ${event.mode}`;
    let delta = this.#deltas.get(key);
    if (delta === undefined) {
      const { source, model, mode } = event;
      delta = { hour, source, model, mode, sums: COLUMNS.map(() => 0) };
      this.#deltas.set(key, delta);
    }
    const tokens = event.tokens;
    const total = totalTokens(tokens);
    const isEstimated = event.quality !== "exact-call" && event.quality !== "exact-turn";
    const sums = delta.sums;
    sums[0] = (sums[0] ?? 0) + sign * event.calls;
    sums[1] = (sums[1] ?? 0) + sign * tokens.freshInput;
    sums[2] = (sums[2] ?? 0) + sign * tokens.cacheRead;
    sums[3] = (sums[3] ?? 0) + sign * tokens.cacheWrite5m;
    sums[4] = (sums[4] ?? 0) + sign * tokens.cacheWrite1h;
    sums[5] = (sums[5] ?? 0) + sign * tokens.output;
    sums[6] = (sums[6] ?? 0) + sign * tokens.reasoning;
    sums[7] = (sums[7] ?? 0) + sign * tokens.webSearches;
    sums[8] = (sums[8] ?? 0) + sign * (event.costNanos ?? 0);
    sums[9] = (sums[9] ?? 0) + sign * (event.costNanos === undefined ? total : 0);
    sums[10] = (sums[10] ?? 0) + sign * (isEstimated ? total : 0);
    sums[11] = (sums[11] ?? 0) + sign;
  }

  /** Writes what has been gathered, inside the caller's transaction. */
  flush(): void {
    for (const { hour, source, model, mode, sums } of this.#deltas.values()) {
      this.#add.run(hour, source, model, mode, ...sums);
      if ((sums[11] ?? 0) <= 0) this.#dropEmpty.run(hour, source, model, mode);
    }
    this.#deltas.clear();
  }

  /** Drops what has been gathered, after the transaction was undone. */
  forget(): void {
    this.#deltas.clear();
  }
}
