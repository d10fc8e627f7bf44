import type { UsageFilter } from "../../shared/insights.ts";
import { MOST_SESSION_ROWS, type SessionRow, type SessionTable } from "../../shared/sessionTable.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import type { SessionUsage } from "./foldUsage.ts";
import type { DayRange } from "./resolveRange.ts";
import { passes, totalsOf } from "./usageCell.ts";
import { usageBy } from "./usageBy.ts";

/** More models than these tell nothing in a row. */
const MOST_MODELS = 20;

/** Sessions with a call in the range that the filter lets through: those that ended last, the newest first, and how many there are. */
export function sessionTable(
  sessions: Iterable<readonly [id: number, usage: SessionUsage]>,
  range: DayRange,
  filter: UsageFilter,
): SessionTable {
  const found: (readonly [id: number, usage: SessionUsage])[] = [];
  for (const session of sessions) if (isIn(session[1], range, filter)) found.push(session);
  // By number where two ended at once, so that equal ledgers make equal tables.
  found.sort(([idOfA, a], [idOfB, b]) => b.endMs - a.endMs || idOfB - idOfA);
  return { rows: found.slice(0, MOST_SESSION_ROWS).map(([id, usage]) => sessionRow(id, usage)), count: found.length };
}

function isIn({ days }: SessionUsage, { from, to }: DayRange, filter: UsageFilter): boolean {
  for (const [day, cells] of days) {
    if (from <= day && day <= to && cells.some((cell) => passes(cell, filter))) return true;
  }
  return false;
}

/** The row of a session, by its whole usage. */
export function sessionRow(id: number, usage: SessionUsage): SessionRow {
  const cells = [...usage.days.values()].flat();
  const { startMs, endMs, turns, peakPromptTokens, peakWindowShare, agents } = usage;
  return {
    id,
    tool: usageBy("tool", cells)[0]?.key ?? "",
    project: usageBy("project", cells)[0]?.key ?? "",
    startMs,
    endMs,
    turns,
    totals: totalsOf(cells),
    steeredTokens: cells.reduce(
      (sum, { kind, totals }) => (kind === "unattended" ? sum : sum + totalTokens(totals)),
      0,
    ),
    peakPromptTokens,
    ...(peakWindowShare === undefined ? {} : { peakWindowShare }),
    models: usageBy("model", cells)
      .slice(0, MOST_MODELS)
      .map(({ key }) => key),
    agents,
  };
}
