import type { TableContent } from "../../webview/charts/tableContent.ts";
import { figureName } from "./signalWords.ts";

/** An export as tables: each list of it one, and what is left over the first. Fields keep the names they have on the wire. */
export function exportTables(exported: Readonly<Record<string, unknown>>): readonly TableContent[] {
  const single: Record<string, unknown> = {};
  const tables: TableContent[] = [];
  for (const [name, value] of Object.entries(exported)) {
    if (Array.isArray(value)) tables.push(tableOf(name, value));
    else if (isRecord(value)) for (const [field, one] of Object.entries(value)) single[`${name}.${field}`] = one;
    else single[name] = value;
  }
  return Object.keys(single).length === 0 ? tables : [tableOf("board", [single]), ...tables];
}

function tableOf(name: string, list: readonly unknown[]): TableContent {
  const rows = list.map((row) => (isRecord(row) ? row : { value: row }));
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    title: figureName(name),
    columns,
    rows: rows.map((row) => columns.map((column) => cellOf(row[column]))),
  };
}

function cellOf(value: unknown): TableContent["rows"][number][number] {
  if (typeof value === "number") return { text: String(value), value };
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
