import type { DatabaseSync, StatementSync } from "node:sqlite";
import { totalTokens } from "../../shared/tokenCounts.ts";
import { NO_USAGE, type UsageTotals } from "../../shared/usageTotals.ts";
import { numberIn, textIn } from "./database.ts";
import { HOUR_MS } from "./rollups.ts";

/** A span of time: from the first instant included to the first no longer included. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

export const ALL_TIME: Span = { fromMs: -8.64e15, toMs: 8.64e15 };

export interface KeyedTotals {
  readonly key: string;
  readonly totals: UsageTotals;
}

export interface HourAmount {
  readonly startMs: number;
  /** Source id. */
  readonly tool: string;
  readonly tokens: number;
  readonly costNanos: number;
}

export type SumBy = "source" | "model" | "project" | "session";

// total() gives what a JavaScript number can hold: a sum of wrong figures must not fail.
export const SUMS = `
  total(calls) AS calls, total(fresh_input) AS fresh_input, total(cache_read) AS cache_read,
  total(cache_write_5m) AS cache_write_5m, total(cache_write_1h) AS cache_write_1h, total(output) AS output,
  total(reasoning) AS reasoning, total(web_searches) AS web_searches, total(cost_nanos) AS cost_nanos,
  total(unpriced_tokens) AS unpriced_tokens, total(estimated_tokens) AS estimated_tokens,
  total(counted_here_tokens) AS counted_here_tokens`;

const TOTAL = "fresh_input + cache_read + cache_write_5m + cache_write_1h + output";

/** Each event that counts, with the columns of a roll-up. */
export const EVENT_PARTS = `
  SELECT context.source, context.model, mode, context.place, context.session, context.agent, at_ms, context.calls, fresh_input, cache_read, cache_write_5m, cache_write_1h, output, reasoning,
    web_searches, coalesce(cost_nanos, 0) AS cost_nanos, iif(cost_nanos IS NULL, ${TOTAL}, 0) AS unpriced_tokens,
    iif(quality IN ('exact-call', 'exact-turn'), 0, ${TOTAL}) AS estimated_tokens,
    iif(counted_here = 1, ${TOTAL}, 0) AS counted_here_tokens
  FROM event JOIN context ON context.id = event.context WHERE hidden = 0`;

/** Whole hours from the roll-ups, and the events of the hours that the span cuts: exact in every time zone. */
const SPAN_PARTS = `
  SELECT source, model, mode, calls, fresh_input, cache_read, cache_write_5m, cache_write_1h, output, reasoning,
    web_searches, cost_nanos, unpriced_tokens, estimated_tokens, counted_here_tokens
  FROM rollup WHERE hour >= :firstHour AND hour < :lastHour
  UNION ALL
  SELECT source, model, mode, calls, fresh_input, cache_read, cache_write_5m, cache_write_1h, output, reasoning,
    web_searches, cost_nanos, unpriced_tokens, estimated_tokens, counted_here_tokens
  FROM (${EVENT_PARTS} AND (at_ms >= :fromMs AND at_ms < :headEnd OR at_ms >= :tailStart AND at_ms < :toMs))`;

/** Sums of the events that count. Reads only. */
export class UsageSums {
  readonly #total: StatementSync;
  readonly #wholeHours: StatementSync;
  readonly #hours: StatementSync;
  readonly #by: Readonly<Record<SumBy, StatementSync>>;

  constructor(database: DatabaseSync) {
    this.#total = database.prepare(`SELECT ${SUMS} FROM (${SPAN_PARTS})`);
    this.#wholeHours = database.prepare(`SELECT ${SUMS} FROM rollup WHERE hour >= ? AND hour < ?`);
    this.#hours = database.prepare(
      `SELECT hour, name AS tool, total(${TOTAL}) AS tokens, total(cost_nanos) AS cost_nanos
       FROM rollup JOIN source ON source.id = rollup.source WHERE hour >= ? AND hour < ? GROUP BY hour, source ORDER BY hour`,
    );
    this.#by = {
      source: database.prepare(
        `SELECT name AS key, ${SUMS} FROM (${SPAN_PARTS}) AS part JOIN source ON source.id = part.source GROUP BY part.source`,
      ),
      model: database.prepare(
        `SELECT name AS key, ${SUMS} FROM (${SPAN_PARTS}) AS part JOIN model ON model.id = part.model GROUP BY part.model`,
      ),
      project: database.prepare(
        `SELECT coalesce(cwd, '') AS key, ${SUMS} FROM (${EVENT_PARTS} AND at_ms >= :fromMs AND at_ms < :toMs) AS part
         LEFT JOIN place ON place.id = part.place GROUP BY coalesce(cwd, '')`,
      ),
      // Two tools may give a session the same id: both are then named with their tool.
      session: database.prepare(
        `SELECT iif(count(*) OVER (PARTITION BY session.name) = 1, session.name, source.name || '/' || session.name) AS key,
           ${SUMS} FROM (${EVENT_PARTS} AND at_ms >= :fromMs AND at_ms < :toMs) AS part
         JOIN session ON session.id = part.session JOIN source ON source.id = session.source GROUP BY part.session`,
      ),
    };
  }

  total(span: Span): UsageTotals {
    const hours = wholeHours(span);
    // Days of most time zones are whole hours: no event needs to be looked at.
    const isWhole = hours.firstHour * HOUR_MS === span.fromMs && hours.lastHour * HOUR_MS === span.toMs;
    const row = isWhole ? this.#wholeHours.get(hours.firstHour, hours.lastHour) : this.#total.get(hours);
    return row === undefined ? NO_USAGE : totalsOf(row);
  }

  /** What each tool came to in each hour of UTC that begins in a span, the oldest first. */
  hours({ fromMs, toMs }: Span): readonly HourAmount[] {
    return this.#hours.all(Math.ceil(fromMs / HOUR_MS), Math.ceil(toMs / HOUR_MS)).map((row) => ({
      startMs: numberIn(row, "hour") * HOUR_MS,
      tool: textIn(row, "tool"),
      tokens: numberIn(row, "tokens"),
      costNanos: numberIn(row, "cost_nanos"),
    }));
  }

  /** Sums per source, model, working directory or session, largest first. */
  by(what: SumBy, span: Span): readonly KeyedTotals[] {
    const parameters =
      what === "source" || what === "model" ? wholeHours(span) : { fromMs: span.fromMs, toMs: span.toMs };
    return this.#by[what]
      .all(parameters)
      .map((row) => ({ key: textIn(row, "key"), totals: totalsOf(row) }))
      .toSorted((a, b) => totalTokens(b.totals) - totalTokens(a.totals) || (a.key < b.key ? -1 : 1));
  }
}

/** Splits a span into its whole hours and the pieces of hours before and after them. */
function wholeHours({ fromMs, toMs }: Span) {
  const firstHour = Math.ceil(fromMs / HOUR_MS);
  const lastHour = Math.max(firstHour, Math.floor(toMs / HOUR_MS));
  const headEnd = Math.min(firstHour * HOUR_MS, toMs);
  return { fromMs, toMs, firstHour, lastHour, headEnd, tailStart: Math.max(headEnd, lastHour * HOUR_MS) };
}

/** Sums of a row with the columns of `SUMS`. */
export function totalsOf(row: Readonly<Record<string, unknown>>): UsageTotals {
  const sum = (column: string): number => numberIn(row, column);
  return {
    calls: sum("calls"),
    freshInput: sum("fresh_input"),
    cacheRead: sum("cache_read"),
    cacheWrite5m: sum("cache_write_5m"),
    cacheWrite1h: sum("cache_write_1h"),
    output: sum("output"),
    reasoning: sum("reasoning"),
    webSearches: sum("web_searches"),
    costNanos: sum("cost_nanos"),
    unpricedTokens: sum("unpriced_tokens"),
    estimatedTokens: sum("estimated_tokens"),
    countedHereTokens: sum("counted_here_tokens"),
  };
}
