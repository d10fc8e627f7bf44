import { columnsOf } from "./plainText.ts";

export interface Column {
  readonly title: string;
  readonly align: "left" | "right";
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** Last line, under a rule. */
  readonly totals?: readonly string[];
}

const GAP = "  ";

export function tableWidth(table: Table): number {
  const widths = columnWidths(table);
  return widths.reduce((sum, width) => sum + width, 0) + GAP.length * (widths.length - 1);
}

/** Lines without trailing spaces: titles, rows, and totals under a rule. */
export function layOutTable(table: Table): readonly string[] {
  const widths = columnWidths(table);
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => padded(cell, widths[index] ?? 0, table.columns[index]?.align ?? "left"))
      .join(GAP)
      .trimEnd();
  const lines = [line(titles(table)), ...table.rows.map(line)];
  return table.totals === undefined ? lines : [...lines, "─".repeat(tableWidth(table)), line(table.totals)];
}

/** A cell is clipped to no less than this. */
const LEAST_COLUMNS = 10;

/** The table with the cells of one column clipped, so far as it takes to fit and something of them is left. */
export function clipColumn(
  table: Table,
  index: number,
  columns: number,
  clip: (text: string, columns: number) => string,
): Table {
  const excess = tableWidth(table) - columns;
  if (excess <= 0) return table;
  const widest = table.rows.reduce((most, cells) => Math.max(most, columnsOf(cells[index] ?? "")), 0);
  const room = Math.max(LEAST_COLUMNS, widest - excess);
  const clipped = (cells: readonly string[]): readonly string[] => cells.with(index, clip(cells[index] ?? "", room));
  return { ...table, rows: table.rows.map(clipped) };
}

function titles(table: Table): readonly string[] {
  return table.columns.map((column) => column.title);
}

function columnWidths(table: Table): readonly number[] {
  const lines = [titles(table), ...table.rows, ...(table.totals === undefined ? [] : [table.totals])];
  return table.columns.map((_, index) =>
    lines.reduce((widest, cells) => Math.max(widest, columnsOf(cells[index] ?? "")), 0),
  );
}

function padded(cell: string, width: number, align: Column["align"]): string {
  const space = " ".repeat(Math.max(0, width - columnsOf(cell)));
  return align === "right" ? space + cell : cell + space;
}
