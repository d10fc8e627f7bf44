import { t } from "@vscode/l10n";

import { formatDuration, formatModel, formatPercent, formatTokens } from "../../core/format.ts";
import { perLocale } from "../../core/locale.ts";
import type { Currency } from "../../shared/currency.ts";
import type { SessionRow } from "../../shared/sessionTable.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import type { Cell } from "../charts/tableContent.ts";
import { costCell, countCell, shareCell, totalCell } from "../insights/cells.ts";
import { type SessionColumn, type ToolNames, steeredShare } from "./sessionColumns.ts";

/** In the time zone of the person, as instants are. */
const instant = perLocale((name) => new Intl.DateTimeFormat(name, { dateStyle: "medium", timeStyle: "short" }));
/** The same without the year, and the time alone. */
const shortInstant = perLocale(
  (name) => new Intl.DateTimeFormat(name, { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" }),
);
const dayOnly = perLocale((name) => new Intl.DateTimeFormat(name, { dateStyle: "short" }));
const timeOnly = perLocale((name) => new Intl.DateTimeFormat(name, { timeStyle: "short" }));

/** What a column is called. */
export function columnName(column: SessionColumn): string {
  switch (column) {
    case "project":
      return t("Project");
    case "tool":
      return t("Tool");
    case "model":
      return t("Model");
    case "started":
      return t("Started");
    case "duration":
      return t("Lasted");
    case "turns":
      return t("Turns");
    case "tokens":
      return t("Tokens");
    case "cost":
      return t("Cost");
    case "steered":
      return t("Steered");
    case "peak":
      return t("Context");
    case "agents":
      return t("Agents");
  }
}

/** What a session's cell of a column holds. */
export function sessionCell(row: SessionRow, column: SessionColumn, currency: Currency, toolNames: ToolNames): Cell {
  switch (column) {
    case "project":
      return row.project === "" ? t("No folder") : row.project;
    case "tool":
      return toolNames[row.tool] ?? row.tool;
    case "model":
      return modelWords(row.models);
    case "started":
      return startWords(row.startMs);
    case "duration":
      return { text: formatDuration(row.endMs - row.startMs), value: Math.round((row.endMs - row.startMs) / 1000) };
    case "turns":
      return countCell(row.turns);
    case "tokens":
      return totalCell(row.totals);
    case "cost":
      return costCell(row.totals, currency);
    case "steered":
      return shareCell(steeredShare(row));
    case "peak":
      return shareCell(row.peakWindowShare);
    case "agents":
      return countCell(row.agents);
  }
}

/** `Nov 22, 2026, 2:05 PM`. */
export function startWords(ms: number): string {
  return instant().format(ms);
}

/** First and last instant of something, as short as they stand beside each other: `Nov 22, 2:05 PM` and `4:10 PM`. */
export function endWords(fromMs: number, toMs: number): readonly [string, string] {
  const isOneDay = dayOnly().format(fromMs) === dayOnly().format(toMs);
  return [shortInstant().format(fromMs), (isOneDay ? timeOnly() : shortInstant()).format(toMs)];
}

/**
 * A session in one sentence, as a screen reader tells a row.
 * @param folder short name of its folder, if it has one
 */
export function sessionWords(
  row: SessionRow,
  folder: string | undefined,
  currency: Currency,
  toolNames: ToolNames,
): string {
  return t(
    "{0}, {1}, {2}: {3} tokens, {4}, {5} steered",
    folder ?? t("No folder"),
    toolNames[row.tool] ?? row.tool,
    startWords(row.startMs),
    formatTokens(totalTokens(row.totals)),
    costCell(row.totals, currency).text,
    formatPercent(steeredShare(row) ?? 0),
  );
}

function modelWords(models: readonly string[]): string {
  const [first, ...others] = models;
  if (first === undefined) return "–";
  return others.length === 0 ? formatModel(first) : `${formatModel(first)} +${others.length}`;
}
