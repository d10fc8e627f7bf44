import { textIn, type BoardDatabase } from "../database/boardDatabase.ts";
import { forMembersInSlices } from "../database/memberSlices.ts";
import { readBoard } from "../boardRecord.ts";

/** Buckets of `window30` that are one in the histogram, by the first of them: 6.4 % of the tokens. */
export const STEP = 32;
const RANK_LOCK = 7_412_003;
const SLICE = { least: 100, most: 100_000 };

/**
 * Makes the histogram anew, from which places are read. Uploads never touch it, so that none waits for another; and everybody is
 * counted in one bucket, though not all at the same moment.
 */
export async function rebuildRanks(database: BoardDatabase, nowMs: number): Promise<void> {
  const buckets = await countBuckets(database);
  await database.transaction(async (queries) => {
    await queries.query("SELECT pg_advisory_xact_lock($1)", [RANK_LOCK]);
    // Another server may have begun later and been quicker.
    if ((await readBoard(queries)).rankedMs > nowMs) return;
    await queries.run("DELETE FROM score_bucket");
    await queries.query(
      "INSERT INTO score_bucket (bucket, n) SELECT bucket, n FROM jsonb_to_recordset($1::jsonb) AS b(bucket int, n bigint)",
      [JSON.stringify([...buckets].map(([bucket, n]) => ({ bucket, n })))],
    );
    await queries.query("UPDATE board SET ranked_ms = $1", [nowMs]);
  });
}

async function countBuckets(database: BoardDatabase): Promise<ReadonlyMap<number, number>> {
  const buckets = new Map<number, number>();
  await forMembersInSlices(database, SLICE, async (queries, { after, last }) => {
    const [row] = await queries.query(BUCKETS, [after, last]);
    // Pairs of numbers, as the statement makes them; as rows they would take longer to be told than to be counted.
    for (const [bucket, n] of JSON.parse(textIn(row, "buckets")) as readonly (readonly [number, number])[])
      buckets.set(bucket, (buckets.get(bucket) ?? 0) + n);
  });
  return buckets;
}

const BUCKETS = `
  SELECT coalesce(json_agg(json_build_array(bucket, n)), '[]')::text AS buckets FROM (
    SELECT bucket / ${STEP} * ${STEP} AS bucket, count(*) AS n FROM window30
    WHERE member_id > $1 AND member_id <= $2 AND bucket IS NOT NULL GROUP BY 1) counts`;
