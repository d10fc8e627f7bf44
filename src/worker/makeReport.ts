import { createLocalCalendar, isoWeekKey, monthKey, type DayKey } from "../core/localDay.ts";
import type { Report, ReportQuery, ReportRow } from "../shared/report.ts";
import { addUsage, NO_USAGE, type MutableUsageTotals } from "../shared/usageTotals.ts";
import type { LedgerReader } from "./ledger/ledgerReader.ts";
import { ALL_TIME, type Span } from "./ledger/usageSums.ts";

/** @throws UserError for an unknown time zone */
export function makeReport(reader: LedgerReader, query: ReportQuery, asOfMs: number | undefined): Report {
  const span: Span = { fromMs: query.sinceMs ?? ALL_TIME.fromMs, toMs: query.untilMs ?? ALL_TIME.toMs };
  return {
    rows: rowsOf(reader, query, span),
    totals: reader.sums.total(span),
    setAside: reader.setAside(),
    asOfMs,
  };
}

function rowsOf(reader: LedgerReader, query: ReportQuery, span: Span): readonly ReportRow[] {
  switch (query.by) {
    case "tool":
      return reader.sums.by("source", span).map(asRow);
    case "model":
    case "project":
    case "session":
      return reader.sums.by(query.by, span).map(asRow);
    case "day":
      return calendarRows(reader, query.timeZone, span, (day) => day);
    case "week":
      return calendarRows(reader, query.timeZone, span, isoWeekKey);
    case "month":
      return calendarRows(reader, query.timeZone, span, monthKey);
  }
}

function asRow({ key, totals }: { readonly key: string; readonly totals: MutableUsageTotals }): ReportRow {
  return { key, ...totals };
}

/** One row per period that has usage, oldest first. */
function calendarRows(
  reader: LedgerReader,
  timeZone: string,
  span: Span,
  periodOf: (day: DayKey) => string,
): readonly ReportRow[] {
  const calendar = createLocalCalendar(timeZone);
  const extent = reader.extent();
  if (extent === undefined) return [];
  const days = calendar.localDays(Math.max(span.fromMs, extent.oldestMs), Math.min(span.toMs, extent.newestMs + 1));
  const periods = new Map<string, MutableUsageTotals>();
  for (const day of days) {
    const totals = reader.sums.total({
      fromMs: Math.max(day.startMs, span.fromMs),
      toMs: Math.min(day.endMs, span.toMs),
    });
    if (Object.values(totals).every((sum) => sum === 0)) continue;
    const key = periodOf(day.key);
    const sum = periods.get(key) ?? { ...NO_USAGE };
    addUsage(sum, totals);
    periods.set(key, sum);
  }
  return [...periods].map(([key, totals]) => ({ key, ...totals }));
}
