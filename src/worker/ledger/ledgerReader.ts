import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { ProviderLimit } from "../../shared/limits.ts";
import type { SetAside } from "../../shared/report.ts";
import type { DayUse } from "../../core/countedTokens.ts";
import { NO_TOKENS, type TokenCounts } from "../../shared/tokenCounts.ts";
import { numberIn, optionalNumberIn, textIn } from "./database.ts";
import { Limits } from "./limits.ts";
import { UsageSums } from "./usageSums.ts";
import type { Span } from "./usageSums.ts";

const HOURS_PER_DAY = 24;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Questions to the ledger that every reader asks: window, command line, diagnostics. Reads only. */
export class LedgerReader {
  readonly sums: UsageSums;
  readonly #extent: StatementSync;
  readonly #setAside: StatementSync;
  readonly #unpriced: StatementSync;
  readonly #dayUse: StatementSync;
  readonly #dayTurns: StatementSync;
  readonly #limits: Limits;
  readonly #dataVersion: StatementSync;

  constructor(database: DatabaseSync) {
    this.sums = new UsageSums(database);
    // Each end by itself, as SQLite looks up one end of an index but walks all of it for both.
    this.#extent = database.prepare(
      `SELECT (SELECT at_ms FROM event WHERE hidden = 0 ORDER BY at_ms LIMIT 1) AS oldest,
         (SELECT at_ms FROM event WHERE hidden = 0 ORDER BY at_ms DESC LIMIT 1) AS newest`,
    );
    // total() does not overflow: what is set aside may be absurd.
    this.#setAside = database.prepare(
      "SELECT reason, count(*) AS records, total(tokens) AS tokens FROM set_aside GROUP BY reason ORDER BY reason",
    );
    this.#unpriced = database.prepare(
      `SELECT DISTINCT model.name FROM rollup JOIN model ON model.id = rollup.model
       WHERE rollup.unpriced_tokens > 0 ORDER BY model.name`,
    );
    this.#dayUse = database.prepare(
      `SELECT hour / ${HOURS_PER_DAY} AS day, mode, sum(fresh_input) AS fresh_input, sum(cache_read) AS cache_read,
         sum(cache_write_5m) AS cache_write_5m, sum(cache_write_1h) AS cache_write_1h, sum(output) AS output
       FROM rollup WHERE hour >= ? AND hour < ? GROUP BY day, mode`,
    );
    this.#dayTurns = database.prepare(
      `SELECT at_ms / ${DAY_MS} AS day, count(DISTINCT name) AS turns FROM turn WHERE at_ms >= ? AND at_ms < ? GROUP BY day`,
    );
    this.#limits = new Limits(database);
    this.#dataVersion = database.prepare("PRAGMA data_version");
  }

  /** Times of the oldest and the newest call that counts; `undefined` in an empty ledger. */
  extent(): { readonly oldestMs: number; readonly newestMs: number } | undefined {
    const row = this.#extent.get();
    const oldestMs = row === undefined ? undefined : optionalNumberIn(row, "oldest");
    const newestMs = row === undefined ? undefined : optionalNumberIn(row, "newest");
    return oldestMs === undefined || newestMs === undefined ? undefined : { oldestMs, newestMs };
  }

  setAside(): SetAside {
    const reasons: Record<string, number> = {};
    let records = 0;
    let tokens = 0;
    for (const row of this.#setAside.all()) {
      reasons[textIn(row, "reason")] = numberIn(row, "records");
      records += numberIn(row, "records");
      tokens += numberIn(row, "tokens");
    }
    return { records, tokens: Math.min(tokens, Number.MAX_SAFE_INTEGER), reasons };
  }

  /** Models that have no known price. */
  unpricedModels(): readonly string[] {
    return this.#unpriced.all().map((row) => textIn(row, "name"));
  }

  /** Use of each UTC day in a span of whole UTC days, as the counting caps want it. */
  dayUse({ fromMs, toMs }: Span): readonly DayUse[] {
    const days = new Map<number, { steered: TokenCounts; unattended: TokenCounts; humanTurns: number }>();
    const dayOf = (row: Readonly<Record<string, unknown>>) => {
      const key = numberIn(row, "day");
      const day = days.get(key) ?? { steered: NO_TOKENS, unattended: NO_TOKENS, humanTurns: 0 };
      days.set(key, day);
      return day;
    };
    const hourMs = DAY_MS / HOURS_PER_DAY;
    for (const row of this.#dayUse.all(fromMs / hourMs, toMs / hourMs)) {
      const tokens: TokenCounts = {
        ...NO_TOKENS,
        freshInput: numberIn(row, "fresh_input"),
        cacheRead: numberIn(row, "cache_read"),
        cacheWrite5m: numberIn(row, "cache_write_5m"),
        cacheWrite1h: numberIn(row, "cache_write_1h"),
        output: numberIn(row, "output"),
      };
      if (numberIn(row, "mode") === 1) dayOf(row).steered = tokens;
      else dayOf(row).unattended = tokens;
    }
    for (const row of this.#dayTurns.all(fromMs, toMs)) dayOf(row).humanTurns = numberIn(row, "turns");
    return [...days.values()];
  }

  /** What providers last said of their windows. */
  limits(): readonly ProviderLimit[] {
    return this.#limits.all();
  }

  /** Changes whenever another connection has written. */
  dataVersion(): number {
    const row = this.#dataVersion.get();
    return row === undefined ? 0 : numberIn(row, "data_version");
  }
}
