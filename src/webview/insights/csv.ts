import type { Cell, TableContent } from "../charts/tableContent.ts";

/**
 * Tables as one text for spreadsheets: each with its title above, an empty line between. Figures are whole numbers and shares as
 * they are calculated with; what is not known is empty.
 */
export function toCsv(tables: readonly TableContent[]): string {
  return tables
    .map(({ title, columns, rows }) =>
      [[title], columns, ...rows.map((row) => row.map(valueOf))]
        .map((row) => `${row.map(csvField).join(",")}\r\n`)
        .join(""),
    )
    .join("\r\n");
}

/** A spreadsheet would run a text that begins like a formula: an apostrophe before it makes it a text. */
export function csvField(value: string | number): string {
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function valueOf(cell: Cell): string | number {
  if (typeof cell === "string") return cell;
  return cell.value !== undefined && Number.isFinite(cell.value) ? Number(cell.value.toPrecision(PRECISION)) : "";
}

/** Beyond this, digits are leftovers of division. */
const PRECISION = 15;
