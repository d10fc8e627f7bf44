import type { TopList } from "../../shared/board/standing.ts";
import type { Queries } from "../database/boardDatabase.ts";
import type { KeptList } from "./keptList.ts";
import type { Onlooker } from "./listedEntries.ts";

/** The list, or nobody where names are turned off; and whose names are in it. */
export async function readTop(
  queries: Queries,
  onlooker: Onlooker,
  list: KeptList,
): Promise<{ readonly view: TopList; readonly subjects: readonly number[] }> {
  // Who takes no part, such as an operator, sees no names.
  const read = onlooker.member === undefined ? undefined : await list.read(queries, onlooker);
  if (read === undefined) return { view: { asOf: onlooker.nowMs, areNamesOff: true, entries: [] }, subjects: [] };
  const { asOf, entries, subjects } = read;
  return { view: { asOf, areNamesOff: false, entries: [...entries] }, subjects };
}
