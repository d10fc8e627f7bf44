import type { HourRow } from "../../core/board/makeHourRows.ts";
import { FIGURE_FIELDS, NO_FIGURES, type HourFigures, type UsageRow } from "../../shared/board/usageRow.ts";
import { numberIn, textIn } from "../ledger/database.ts";

/** Value of a row that is no more: all figures are zero. */
export const TOMBSTONE_VALUE = JSON.stringify(["", ...FIGURE_FIELDS.map((field) => NO_FIGURES[field])]);

/** What of a row may change, in one text, so that two of them are easily compared. */
export function valueOf(row: HourRow): string {
  return JSON.stringify([row.toolVersion, ...FIGURE_FIELDS.map((field) => row[field])]);
}

/** The row of a record of `board_row`. */
export function wireRowOf(row: Readonly<Record<string, unknown>>): UsageRow {
  // Written by `valueOf` alone.
  const [toolVersion, ...figures] = JSON.parse(textIn(row, "value")) as [string, ...number[]];
  const byField = FIGURE_FIELDS.map((field, i) => [field, figures[i] ?? 0] as const);
  return {
    h: numberIn(row, "h"),
    tool: textIn(row, "tool"),
    model: textIn(row, "model"),
    mode: numberIn(row, "mode") === 1 ? 1 : 0,
    rev: numberIn(row, "rev"),
    toolVersion,
    ...(Object.fromEntries(byField) as HourFigures),
  };
}
