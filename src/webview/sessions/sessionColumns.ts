import { totalTokens } from "../../shared/tokenCounts.ts";
import type { SessionRow } from "../../shared/sessionTable.ts";

/** Columns of the table of sessions, as they stand. */
export const SESSION_COLUMNS = [
  "project",
  "tool",
  "model",
  "started",
  "duration",
  "turns",
  "tokens",
  "cost",
  "steered",
  "peak",
  "agents",
] as const;
export type SessionColumn = (typeof SESSION_COLUMNS)[number];

/** Names of tools by source id. */
export type ToolNames = Readonly<Record<string, string>>;

/** What a column sorts by; `undefined` where it is not known. */
export function sortKey(row: SessionRow, column: SessionColumn, toolNames: ToolNames): string | number | undefined {
  switch (column) {
    case "project":
      return row.project === "" ? undefined : row.project.toLowerCase();
    case "tool":
      return (toolNames[row.tool] ?? row.tool).toLowerCase();
    case "model":
      return row.models[0]?.toLowerCase();
    case "started":
      return row.startMs;
    case "duration":
      return row.endMs - row.startMs;
    case "turns":
      return row.turns;
    case "tokens":
      return totalTokens(row.totals);
    case "cost":
      return isCostKnown(row) ? row.totals.costNanos : undefined;
    case "steered":
      return steeredShare(row);
    case "peak":
      return row.peakWindowShare;
    case "agents":
      return row.agents;
  }
}

/** Share of the tokens that somebody was at work for, 0 to 1; `undefined` without any. */
export function steeredShare({ steeredTokens, totals }: SessionRow): number | undefined {
  const tokens = totalTokens(totals);
  return tokens > 0 ? Math.min(1, steeredTokens / tokens) : undefined;
}

function isCostKnown({ totals }: SessionRow): boolean {
  return totals.costNanos > 0 || totals.unpricedTokens === 0;
}
