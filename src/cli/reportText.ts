import { formatAge, formatCost, formatCount, formatModel, formatTokens } from "../core/format.ts";
import type { Report, ReportKind } from "../shared/report.ts";
import { totalTokens } from "../shared/tokenCounts.ts";
import type { UsageTotals } from "../shared/usageTotals.ts";
import { clipEnd, clipStart, columnsOf, plainText } from "./plainText.ts";
import { setAsideText } from "./setAsideText.ts";
import { layOutTable, tableWidth } from "./table.ts";
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
  /** Left out where the terminal is narrow. */
  readonly detail?: true;
}

const FIGURES: readonly Figure[] = [
  { title: "Calls", of: (totals, count) => count(totals.calls) },
  { title: "Input", of: (totals, count) => count(totals.freshInput), detail: true },
  { title: "Cache read", of: (totals, count) => count(totals.cacheRead), detail: true },
  {
    title: "Cache write",
    of: (totals, count) => count(totals.cacheWrite5m + totals.cacheWrite1h),
    detail: true,
  },
  { title: "Output", of: (totals, count) => count(totals.output) },
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

/** A key is clipped to no less than this. */
const LEAST_KEY_COLUMNS = 10;

function fittingTable(report: Report, view: ReportView): Table {
  const brief = FIGURES.filter((figure) => figure.detail !== true);
  const exact = tableOf(report, view, FIGURES, formatCount);
  const rounded = tableOf(report, view, FIGURES, formatTokens);
  const narrow = tableOf(report, view, brief, formatTokens);
  const { columns = Infinity } = view;
  for (const table of [exact, rounded]) {
    if (tableWidth(table) <= columns) return table;
  }
  // Names are the widest: rather a shortened name than fewer figures, as long as something of it is left.
  const roundedClipped = clipKeys(rounded, view);
  return tableWidth(roundedClipped) <= columns ? roundedClipped : clipKeys(narrow, view);
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

function clipKeys(table: Table, view: ReportView): Table {
  const excess = tableWidth(table) - (view.columns ?? Infinity);
  const widest = table.rows.reduce((most, [key = ""]) => Math.max(most, columnsOf(key)), 0);
  const room = Math.max(LEAST_KEY_COLUMNS, widest - excess);
  const clip = view.by === "project" ? clipStart : clipEnd;
  return { ...table, rows: table.rows.map(([key = "", ...figures]) => [clip(key, room), ...figures]) };
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
