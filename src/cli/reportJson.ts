import type { Report } from "../shared/report.ts";
import type { TokenCounts } from "../shared/tokenCounts.ts";
import { usdOf } from "../shared/usageTotals.ts";
import type { UsageTotals } from "../shared/usageTotals.ts";

interface TotalsJson extends TokenCounts {
  readonly calls: number;
  readonly costUsd: number;
  readonly unpricedTokens: number;
  readonly estimatedTokens: number;
}

/** What `report --json` prints. Other programs read it: fields may be added to a new version, never renamed. */
export interface ReportJson {
  readonly rows: readonly ({ readonly key: string } & TotalsJson)[];
  readonly totals: TotalsJson;
  readonly setAside: {
    readonly records: number;
    readonly tokens: number;
    readonly reasons: Readonly<Record<string, number>>;
  };
  /** ISO 8601 in UTC; `null` before all logs were looked at once. */
  readonly asOf: string | null;
}

export function reportJson(report: Report): ReportJson {
  const { records, tokens, reasons } = report.setAside;
  return {
    rows: report.rows.map((row) => ({ key: row.key, ...totalsJson(row) })),
    totals: totalsJson(report.totals),
    setAside: { records, tokens, reasons },
    asOf: report.asOfMs === undefined ? null : new Date(report.asOfMs).toISOString(),
  };
}

/** Field by field, so that what the ledger may add to its sums stays out of the contract. */
function totalsJson(totals: UsageTotals): TotalsJson {
  return {
    calls: totals.calls,
    freshInput: totals.freshInput,
    cacheRead: totals.cacheRead,
    cacheWrite5m: totals.cacheWrite5m,
    cacheWrite1h: totals.cacheWrite1h,
    output: totals.output,
    reasoning: totals.reasoning,
    webSearches: totals.webSearches,
    costUsd: usdOf(totals),
    unpricedTokens: totals.unpricedTokens,
    estimatedTokens: totals.estimatedTokens,
  };
}
