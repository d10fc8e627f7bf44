import type { Insights } from "../../shared/insights.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";

/** Share of the tokens that nobody was at work for; `undefined` without any. */
export function unattendedShare({ totals, byKind }: Insights): number | undefined {
  const tokens = totalTokens(totals);
  if (tokens === 0) return undefined;
  const unattended = byKind.find(({ key }) => key === "unattended");
  return unattended === undefined ? 0 : totalTokens(unattended.totals) / tokens;
}
