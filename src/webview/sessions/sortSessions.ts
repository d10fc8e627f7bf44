import type { SessionRow } from "../../shared/sessionTable.ts";
import { type SessionColumn, type ToolNames, sortKey } from "./sessionColumns.ts";

export interface SessionSort {
  readonly column: SessionColumn;
  readonly isDescending: boolean;
}

/** Rows in order; what is not known comes last either way, and the newest first among equals. */
export function sortSessions(
  rows: readonly SessionRow[],
  { column, isDescending }: SessionSort,
  toolNames: ToolNames,
): readonly SessionRow[] {
  const keyed = rows.map((row) => ({ row, key: sortKey(row, column, toolNames) }));
  const sign = isDescending ? -1 : 1;
  keyed.sort((a, b) => {
    if (a.key === undefined || b.key === undefined) {
      const known = Number(a.key === undefined) - Number(b.key === undefined);
      return known === 0 ? byNewest(a.row, b.row) : known;
    }
    const order = a.key < b.key ? -1 : Number(a.key > b.key);
    return order === 0 ? byNewest(a.row, b.row) : sign * order;
  });
  return keyed.map(({ row }) => row);
}

/** What a click on a column's head makes of the order: figures begin with the largest, names with the first. */
export function sortAfterClick(sort: SessionSort, column: SessionColumn): SessionSort {
  if (sort.column === column) return { column, isDescending: !sort.isDescending };
  return { column, isDescending: !(column === "project" || column === "tool" || column === "model") };
}

function byNewest(a: SessionRow, b: SessionRow): number {
  return b.startMs - a.startMs || b.id - a.id;
}
