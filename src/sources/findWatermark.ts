import { isJsonObject } from "./lines.ts";
import type { LogStore, StoreValue } from "./logStore.ts";

/** The last row that was read of a table, by its place and its key. Plain JSON. */
export interface Watermark {
  readonly place: number;
  readonly key: readonly StoreValue[];
}

/**
 * Where to go on in a table whose rows are only added at its end, unless some were removed: then places are given anew, and
 * the row at the place of the last one read is another or gone. All is read again in that case, as nothing tells what is new.
 * @param keyColumns tell that row from any other that may ever be in its place
 */
export function findWatermark(
  store: LogStore,
  table: string,
  keyColumns: readonly string[],
  saved: unknown,
): Watermark | null {
  const mark = readMark(saved);
  if (mark === null) return null;
  const [row] = store.rows(`SELECT ${keyColumns.join(", ")} FROM ${table} WHERE rowid = ?`, mark.place);
  const isSame =
    row !== undefined &&
    mark.key.length === keyColumns.length &&
    keyColumns.every((column, index) => row[column] === mark.key[index]);
  return isSame ? mark : null;
}

function readMark(saved: unknown): Watermark | null {
  if (!isJsonObject(saved)) return null;
  const place = saved["place"];
  const key: unknown = saved["key"];
  if (typeof place !== "number" || !Array.isArray(key)) return null;
  return {
    place,
    key: key.filter((value) => value === null || typeof value === "string" || typeof value === "number"),
  };
}
