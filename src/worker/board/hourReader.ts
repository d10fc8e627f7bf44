import type { DatabaseSync, StatementSync } from "node:sqlite";
import { LONGEST_GAP_MS } from "../../core/board/busyTime.ts";
import type { HourCall, HourFacts, HourTurn } from "../../core/board/makeHourRows.ts";
import { STEERED_WINDOW_MS } from "../../core/steering.ts";
import { numberIn, optionalNumberIn, optionalTextIn, textIn } from "../ledger/database.ts";
import { HOUR_MS } from "../ledger/rollups.ts";

/** Reads what the rows of one UTC hour are made from. */
export class HourReader {
  readonly #calls: StatementSync;
  readonly #turns: StatementSync;

  constructor(database: DatabaseSync) {
    this.#calls = database.prepare(
      `SELECT event.at_ms, event.mode, event.fresh_input, event.cache_read,
         event.cache_write_5m + event.cache_write_1h AS cache_write, event.output, context.session, context.agent,
         context.calls, context.quality, model.name AS model, source.name AS tool, session.tool_version,
         (SELECT sum(tokens) FROM recount
          WHERE recount.family_key = event.family_key AND recount.member_key = event.member_key) AS recount
       FROM event JOIN context ON context.id = event.context JOIN model ON model.id = context.model
       JOIN source ON source.id = context.source JOIN session ON session.id = context.session
       WHERE event.at_ms >= ? AND event.at_ms < ? AND event.hidden = 0
       ORDER BY event.at_ms, event.family_key, event.member_key`,
    );
    // Of copies of one instant, that of the session whose name comes first: equal ledgers tell the same.
    this.#turns = database.prepare(
      `SELECT turn.session, turn.at_ms, source.name AS tool, NOT EXISTS (
         SELECT 1 FROM turn AS copy JOIN session AS holder ON holder.id = copy.session WHERE copy.name = turn.name
           AND (copy.at_ms < turn.at_ms OR copy.at_ms = turn.at_ms AND holder.name < session.name)) AS is_first
       FROM turn JOIN session ON session.id = turn.session JOIN source ON source.id = session.source
       WHERE turn.at_ms >= ? AND turn.at_ms < ? ORDER BY turn.at_ms, session.name, turn.name`,
    );
  }

  read(hour: number): HourFacts {
    const fromMs = hour * HOUR_MS - LONGEST_GAP_MS;
    const toMs = (hour + 1) * HOUR_MS;
    return {
      calls: this.#calls.all(fromMs, toMs + STEERED_WINDOW_MS).map(callOf),
      turns: this.#turns.all(fromMs, toMs).map(turnOf),
    };
  }
}

type Row = Readonly<Record<string, unknown>>;

function callOf(row: Row): HourCall {
  const calls = numberIn(row, "calls") === 0 ? 0 : 1;
  return {
    atMs: numberIn(row, "at_ms"),
    session: numberIn(row, "session"),
    agent: optionalTextIn(row, "agent"),
    tool: textIn(row, "tool"),
    toolVersion: optionalTextIn(row, "tool_version"),
    model: textIn(row, "model"),
    mode: numberIn(row, "mode") === 1 ? 1 : 0,
    freshInput: numberIn(row, "fresh_input"),
    cacheRead: numberIn(row, "cache_read"),
    cacheWrite: numberIn(row, "cache_write"),
    output: numberIn(row, "output"),
    calls,
    isOneCall: textIn(row, "quality") === "exact-call" && calls === 1,
    recount: optionalNumberIn(row, "recount"),
  };
}

function turnOf(row: Row): HourTurn {
  return {
    atMs: numberIn(row, "at_ms"),
    session: numberIn(row, "session"),
    tool: textIn(row, "tool"),
    isFirst: numberIn(row, "is_first") === 1,
  };
}
