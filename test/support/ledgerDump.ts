import type { DatabaseSync } from "node:sqlite";
import { numbersRankOf } from "../../src/core/mergeCalls.ts";
import type { CallRecord } from "../../src/core/usageRecord.ts";

type Row = Readonly<Record<string, unknown>>;

/**
 * What a ledger says, in a form that is equal for equal ledgers: names instead of numbers, every table in an order of its
 * own, nothing that tells when or from which file something was read.
 */
export interface LedgerDump {
  readonly events: readonly Row[];
  readonly rollups: readonly Row[];
  readonly turns: readonly Row[];
  readonly sessions: readonly Row[];
  readonly setAside: readonly Row[];
}

export function dumpLedger(database: DatabaseSync): LedgerDump {
  const rows = (query: string): readonly Row[] => database.prepare(query).all();
  return {
    // Calls have no name in a ledger but numbers that also tell in which order sources were met: a bag of events.
    events: rows(`
      SELECT source.name AS source, at_ms, yields_to, hidden, model.name AS model, service_tier, us_only, fresh_input,
        cache_read, cache_write_5m, cache_write_1h, output, reasoning, web_searches, calls, quality,
        session.name AS session, agent, copy_rank, owner_ms, numbers_rank, cwd, branch, mode, cost_nanos,
        counted_here, reported_nanos, alias
      FROM event LEFT JOIN context ON context.id = event.context LEFT JOIN source ON source.id = context.source
      LEFT JOIN model ON model.id = context.model LEFT JOIN session ON session.id = context.session
      LEFT JOIN place ON place.id = context.place
      ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28`),
    rollups: rows(`
      SELECT hour, source.name AS source, model.name AS model, mode, calls, fresh_input, cache_read, cache_write_5m,
        cache_write_1h, output, reasoning, web_searches, cost_nanos, unpriced_tokens, estimated_tokens, counted_here_tokens, events
      FROM rollup LEFT JOIN source ON source.id = rollup.source LEFT JOIN model ON model.id = rollup.model
      ORDER BY hour, source.name, model.name, mode`),
    turns: rows(`
      SELECT source.name AS source, session.name AS session, turn.name AS turn, at_ms
      FROM turn LEFT JOIN session ON session.id = turn.session LEFT JOIN source ON source.id = session.source
      ORDER BY source.name, session.name, turn.name`),
    sessions: rows(`
      SELECT source.name AS source, session.name AS session, parent.name AS parent, root.name AS root, session.tool_version
      FROM session LEFT JOIN source ON source.id = session.source LEFT JOIN session AS parent ON parent.id = session.parent
      LEFT JOIN session AS root ON root.id = session.root
      -- One that was only ever told of by copies that lost says nothing, and is there or not by what was read together.
      WHERE session.parent IS NOT NULL OR session.tool_version IS NOT NULL
        OR session.id IN (SELECT parent FROM session WHERE parent IS NOT NULL)
        OR session.id IN (SELECT session FROM turn)
        OR session.id IN (SELECT session FROM context JOIN event ON event.context = context.id)
      ORDER BY source.name, session.name`),
    setAside: rows(`
      SELECT source.name AS source, family, member, reason, tokens, at_ms, record
      FROM set_aside LEFT JOIN source ON source.id = set_aside.source
      ORDER BY source.name, family, member, reason`).map((row) => ({ ...row, record: recordIn(row) })),
  };
}

/** A record that was set aside, in an order of its own and with the rank that may be left to be worked out. */
function recordIn(row: Row): readonly unknown[] {
  // The ledger wrote it.
  const call = JSON.parse(String(row["record"])) as CallRecord;
  return Object.entries({ ...call, numbersRank: numbersRankOf(call) }).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** How far each log has been read, and what was skipped in it. Comparable between ledgers of one home. */
export function dumpCursors(database: DatabaseSync): readonly Row[] {
  return database
    .prepare(
      `SELECT source.name AS source, path, size, read_offset, skipped, vanished
       FROM file LEFT JOIN source ON source.id = file.source ORDER BY source.name, path`,
    )
    .all();
}
