import type { BoardDatabase } from "../database/boardDatabase.ts";

const RANK_LOCK = 7_412_003;

/** Makes the histogram anew, from which places are read. Uploads never touch it, so that none waits for another. */
export async function rebuildRanks(database: BoardDatabase, nowMs: number): Promise<void> {
  await database.transaction(async (queries) => {
    await queries.query("SELECT pg_advisory_xact_lock($1)", [RANK_LOCK]);
    await queries.run("DELETE FROM score_bucket");
    await queries.run(
      "INSERT INTO score_bucket (bucket, n) SELECT bucket, count(*) FROM window30 WHERE bucket IS NOT NULL GROUP BY bucket",
    );
    await queries.query("UPDATE board SET ranked_ms = $1", [nowMs]);
  });
}
