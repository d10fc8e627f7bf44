import { MEASURES } from "../../core/board/publication/groupSums.ts";
import { stepAbove } from "../../core/board/suppression.ts";
import { numberIn, type Queries } from "../database/boardDatabase.ts";
import { readMeasures } from "./publishedBlocks.ts";

/**
 * Notes that somebody leaves, before what was published of them is deleted: that it happened, and a step above their figures. The
 * publication has to be held.
 */
export async function noteDeparture(queries: Queries, member: number): Promise<void> {
  const rows = await queries.query(PUBLISHED, [member]);
  for (const row of rows) {
    const part = readMeasures(row, "");
    await queries.query(
      `UPDATE published_block SET departed = departed + 1, departed_counted = greatest(departed_counted, $2),
         departed_seen = greatest(departed_seen, $3), departed_cost_micro = greatest(departed_cost_micro, $4)
       WHERE block = $1`,
      [numberIn(row, "block"), ...MEASURES.map((measure) => stepAbove(part[measure]))],
    );
  }
  await queries.query("UPDATE publication SET departures = departures + 1");
}

const PUBLISHED = `
  SELECT block, counted, seen, cost_micro FROM published_part
  WHERE member_id = $1 AND pass = (SELECT pass FROM publication)`;
