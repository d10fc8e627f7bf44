import type { TopList } from "../../shared/board/standing.ts";
import { readBoard } from "../boardRecord.ts";
import type { Queries } from "../database/boardDatabase.ts";
import type { KeptList } from "./keptList.ts";
import type { Onlooker } from "./listedEntries.ts";

/** The list, or nobody where names are turned off; and whose names are in it. */
export async function readTop(
  queries: Queries,
  onlooker: Onlooker,
  list: KeptList,
): Promise<{ readonly view: TopList; readonly subjects: readonly number[] }> {
  const board = await readBoard(queries);
  // Who takes no part, such as an operator, sees no names.
  const areNamesOff = board.areNamesOff || onlooker.member === undefined;
  if (areNamesOff) return { view: { asOf: onlooker.nowMs, areNamesOff, entries: [] }, subjects: [] };
  const { asOf, entries, subjects } = await list.read(queries, onlooker);
  return { view: { asOf, areNamesOff, entries: [...entries] }, subjects };
}
