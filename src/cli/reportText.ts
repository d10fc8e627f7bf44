import { formatAge, formatCost, formatCount, formatModel, formatTokens } from "../core/format.ts";
import type { Report, ReportKind } from "../shared/report.ts";
import { totalTokens } from "../shared/tokenCounts.ts";
import type { UsageTotals } from "../shared/usageTotals.ts";
import { clipEnd, clipStart, plainText } from "./plainText.ts";
import { setAsideText } from "./setAsideText.ts";
import { clipColumn, layOutTable, tableWidth } from "./table.ts";
import type { Table } from "./table.ts";
import { toolName } from "./toolName.ts";
import { wrapText } from "./wrapText.ts";

export interface ReportView {
  readonly by: ReportKind;
  readonly timeZone: string;
  readonly nowMs: number;
  /** Width to fit into; `undefined` for as wide as it takes. */
  readonly columns: number | undefined;
}

/** The report as a table that fits the terminal, with notes on all that its sums do not tell. */
export function reportText(report: Report, view: ReportView): string {
  const notes = reportNotes(report, view).flatMap((note) => wrapText(note, view.columns ?? Infinity));
  const table = report.rows.length === 0 ? ["No calls found."] : layOutTable(fittingTable(report, view));
  return [...table, "", ...notes].map((line) => `${line}\n`).join("");
}

interface Figure {
  readonly title: string;
  readonly of: (totals: UsageTotals, count: (tokens: number) => string) => string;
  /** Where the terminal is narrow, figures are left out in this order. */
  readonly leftOut?: 1 | 2 | 3;
}

const FIGURES: readonly Figure[] = [
  { title: "Calls", of: (totals, count) => count(totals.calls), leftOut: 3 },
  { title: "Input", of: (totals, count) => count(totals.freshInput), leftOut: 1 },
  { title: "Cache read", of: (totals, count) => count(totals.cacheRead), leftOut: 1 },
  {
    title: "Cache write",
    of: (totals, count) => count(totals.cacheWrite5m + totals.cacheWrite1h),
    leftOut: 1,
  },
  { title: "Output", of: (totals, count) => count(totals.output), leftOut: 2 },
  { title: "Total", of: (totals, count) => count(totalTokens(totals)) },
  { title: "Cost", of: (totals) => formatCost(totals) },
];

const KEY_TITLES: Readonly<Record<ReportKind, string>> = {
  day: "Day",
  week: "Week",
  month: "Month",
  model: "Model",
  tool: "Tool",
  project: "Project",
  session: "Session",
};

function fittingTable(report: Report, view: ReportView): Table {
  const { columns = Infinity } = view;
  const exact = tableOf(report, view, FIGURES, formatCount);
  if (tableWidth(exact) <= columns) return exact;
  // Names are the widest: rather a shortened name than fewer figures, as long as something of it is left.
  const rounded = [0, 1, 2].map((step) => narrowed(report, view, step));
  return rounded.find((table) => tableWidth(table) <= columns) ?? narrowed(report, view, 3);
}

function narrowed(report: Report, view: ReportView, step: number): Table {
  const figures = FIGURES.filter(({ leftOut = Infinity }) => leftOut > step);
  const table = tableOf(report, view, figures, formatTokens);
  return clipColumn(table, 0, view.columns ?? Infinity, view.by === "project" ? clipStart : clipEnd);
}

function tableOf(
  report: Report,
  view: ReportView,
  figures: readonly Figure[],
  count: (value: number) => string,
): Table {
  const cells = (key: string, totals: UsageTotals): readonly string[] => [
    key,
    ...figures.map((figure) => figure.of(totals, count)),
  ];
  return {
    columns: [
      { title: KEY_TITLES[view.by], align: "left" },
      ...figures.map(({ title }) => ({ title, align: "right" as const })),
    ],
    rows: report.rows.map((row) => cells(keyText(view.by, row.key), row)),
    totals: cells("Total", report.totals),
  };
}

function keyText(by: ReportKind, key: string): string {
  const name = plainText(by === "tool" ? toolName(key) : key);
  if (name === "") return by === "model" ? formatModel(name) : "unknown";
  // Blanks alone would look like no name at all.
  return name.trim() === "" ? `"${name}"` : name;
}

function reportNotes({ totals, setAside, asOfMs }: Report, view: ReportView): readonly string[] {
  const notes: string[] = [];
  if (totals.unpricedTokens > 0) {
    notes.push(
      `${formatTokens(totals.unpricedTokens)} tokens are of models without a known price and not in the cost ("+" or "unpriced").`,
    );
  }
  if (totals.estimatedTokens > 0) {
    notes.push(`${formatTokens(totals.estimatedTokens)} tokens are estimates: their tool does not write exact counts.`);
  }
  if (totals.countedHereTokens > 0) {
    notes.push(
      `${formatTokens(totals.countedHereTokens)} of these were counted here, from texts: their tool reports none.`,
    );
  }
  if (totals.reasoning > 0) notes.push(`${formatTokens(totals.reasoning)} of the output tokens are reasoning.`);
  if (totals.webSearches > 0) notes.push(`The cost includes web searches: ${formatCount(totals.webSearches)}.`);
  if (setAside.records > 0) notes.push(setAsideText(setAside));
  notes.push(`${asOfText(asOfMs, view.nowMs)} Time zone: ${view.timeZone}.`);
  return notes;
}

function asOfText(asOfMs: number | undefined, nowMs: number): string {
  if (asOfMs === undefined) return "The logs have not been looked at in full yet.";
  return `Logs last looked at ${formatAge(nowMs - asOfMs)}.`;
}
