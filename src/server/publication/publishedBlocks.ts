import { MEASURES, NO_MEASURES, type Measures } from "../../core/board/publication/groupSums.ts";
import type { Block } from "../../core/board/publication/publishTotals.ts";
import type { Departed } from "../../core/board/suppression.ts";
import { flagIn, numberIn, type Queries, type Row } from "../database/boardDatabase.ts";

/** A block, and who has left the board since its release. */
export interface KeptBlock extends Block {
  readonly departed: Departed;
}

export const NOBODY_LEFT: Departed = { people: 0, most: NO_MEASURES };

/** Column of each measure, wherever there is one. */
export const COLUMNS = { counted: "counted", seen: "seen", costMicro: "cost_micro" } as const;

export function readMeasures(row: Row | undefined, prefix: string): Measures {
  return {
    counted: numberIn(row, `${prefix}counted`),
    seen: numberIn(row, `${prefix}seen`),
    costMicro: numberIn(row, `${prefix}cost_micro`),
  };
}

export async function readBlocks(queries: Queries): Promise<readonly KeptBlock[]> {
  const rows = await queries.query("SELECT * FROM published_block ORDER BY block");
  return rows.map((row) => ({
    block: numberIn(row, "block"),
    people: numberIn(row, "people"),
    isBand: flagIn(row, "is_band"),
    shown: readMeasures(row, ""),
    day: numberIn(row, "day"),
    departed: { people: numberIn(row, "departed"), most: readMeasures(row, "departed_") },
  }));
}

/** Replaces all blocks. */
export async function putBlocks(queries: Queries, blocks: readonly KeptBlock[]): Promise<void> {
  await queries.query("DELETE FROM published_block");
  await queries.query(PUT, [JSON.stringify(blocks.map(rowOf))]);
}

function rowOf({ block, people, isBand, shown, day, departed }: KeptBlock) {
  const measures = (prefix: string, of: Measures) =>
    Object.fromEntries(MEASURES.map((measure) => [`${prefix}${COLUMNS[measure]}`, of[measure]]));
  return {
    block,
    people,
    is_band: isBand,
    day,
    ...measures("", shown),
    departed: departed.people,
    ...measures("departed_", departed.most),
  };
}

const NAMES =
  "block, people, is_band, day, counted, seen, cost_micro, departed, departed_counted, departed_seen, departed_cost_micro";
const PUT = `
  INSERT INTO published_block (${NAMES}) SELECT ${NAMES} FROM jsonb_populate_recordset(NULL::published_block, $1::jsonb)`;
