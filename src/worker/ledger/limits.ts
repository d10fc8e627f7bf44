import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { LimitRecord } from "../../core/usageRecord.ts";
import type { ProviderLimit } from "../../shared/limits.ts";
import { numberIn, optionalNumberIn, textIn } from "./database.ts";
import type { Provenance } from "./provenance.ts";

/** What providers last said of their windows, whatever the order in which it was read. */
export class Limits {
  readonly #put: StatementSync;
  readonly #all: StatementSync;

  constructor(database: DatabaseSync) {
    this.#put = database.prepare(
      `INSERT INTO provider_window (source, name, at_ms, used_percent, window_minutes, resets_ms) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET at_ms = excluded.at_ms, used_percent = excluded.used_percent,
         window_minutes = excluded.window_minutes, resets_ms = excluded.resets_ms
       WHERE (excluded.at_ms, excluded.used_percent) > (at_ms, used_percent)`,
    );
    this.#all = database.prepare(
      `SELECT source.name AS tool, at_ms, used_percent, window_minutes, resets_ms
       FROM provider_window JOIN source ON source.id = provider_window.source
       ORDER BY source.name, window_minutes, provider_window.name`,
    );
  }

  /** To be called inside a transaction. */
  put({ window, atMs, usedPercent, windowMinutes, resetsMs }: LimitRecord, { source }: Provenance): void {
    this.#put.run(source, window, atMs, usedPercent, windowMinutes, resetsMs ?? null);
  }

  /** The short windows of each tool first. */
  all(): readonly ProviderLimit[] {
    return this.#all.all().map((row) => ({
      tool: textIn(row, "tool"),
      atMs: numberIn(row, "at_ms"),
      used: numberIn(row, "used_percent") / 100,
      windowMinutes: numberIn(row, "window_minutes"),
      resetsMs: optionalNumberIn(row, "resets_ms"),
    }));
  }
}
