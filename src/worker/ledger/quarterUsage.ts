import type { DatabaseSync, StatementSync } from "node:sqlite";
import { kindOf } from "../../core/insights/foldUsage.ts";
import type { QuarterUsage } from "../../core/insights/makeInsights.ts";
import { numberIn, textIn } from "./database.ts";
import { EVENT_PARTS, SUMS, totalsOf, type Span } from "./usageSums.ts";

/** Every time zone of today is off UTC by whole quarters of an hour. */
const QUARTER_MS = 15 * 60 * 1000;

/** Usage within quarters of an hour, by tool, model, project and who was at work. Reads only. */
export class QuarterUsageReader {
  readonly #parts: StatementSync;

  constructor(database: DatabaseSync) {
    // What an agent's session is: see SessionReader.
    this.#parts = database.prepare(
      `SELECT start_ms, source.name AS tool_name, model.name AS model_name, coalesce(place.cwd, '') AS project,
         part.is_agent OR session.id <> session.root AND NOT EXISTS (SELECT 1 FROM turn WHERE turn.session = session.id) AS is_agents,
         part.*
       FROM (
         SELECT at_ms / ${QUARTER_MS} * ${QUARTER_MS} AS start_ms, source, model, place, session, mode,
           agent IS NOT NULL AS is_agent, ${SUMS}
         FROM (${EVENT_PARTS} AND at_ms >= ? AND at_ms < ?) GROUP BY 1, 2, 3, 4, 5, 6, 7) AS part
       JOIN source ON source.id = part.source JOIN model ON model.id = part.model JOIN session ON session.id = part.session
       LEFT JOIN place ON place.id = part.place`,
    );
  }

  /** Parts of the span, in no order; several may be of one key. */
  read({ fromMs, toMs }: Span): readonly QuarterUsage[] {
    return this.#parts.all(fromMs, toMs).map((row) => ({
      startMs: numberIn(row, "start_ms"),
      tool: textIn(row, "tool_name"),
      model: textIn(row, "model_name"),
      project: textIn(row, "project"),
      kind: kindOf({ isSteered: numberIn(row, "mode") === 1, isAgents: numberIn(row, "is_agents") === 1 }),
      totals: totalsOf(row),
    }));
  }
}
