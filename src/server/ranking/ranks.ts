import type { Standing, TopList } from "../../shared/board/standing.ts";
import { readBoard } from "../boardRecord.ts";
import { numberIn, optionalNumberIn, textIn, type BoardDatabase, type Queries } from "../database/boardDatabase.ts";
import { membersIn } from "../membership/members.ts";

const TOP = 250;
const RANK_LOCK = 7_412_003;

/** Makes the histogram anew, from which ranks are read. Uploads never touch it, so that none waits for another. */
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

/** The best of those who chose to be listed. Ties go to who came to the score first. */
export async function readTop(queries: Queries, nowMs: number): Promise<TopList> {
  const rows = await queries.query(
    `SELECT m.handle, w.score, w.seen, w.active_days FROM window30 w JOIN member m ON m.member_id = w.member_id
     WHERE w.listed AND w.score >= 1 AND m.handle IS NOT NULL ORDER BY w.score DESC, w.first_ms, w.member_id LIMIT ${TOP}`,
  );
  return {
    asOf: nowMs,
    entries: rows.map((row, i) => ({
      rank: i + 1,
      handle: textIn(row, "handle"),
      counted: numberIn(row, "score"),
      seen: numberIn(row, "seen"),
      activeDays: numberIn(row, "active_days"),
    })),
  };
}

/** Where a member stands among all, listed or not; `undefined` for a member that does not exist. */
export async function readStanding(queries: Queries, member: number): Promise<Standing | undefined> {
  const known = await membersIn(queries).find(member);
  if (known === undefined) return undefined;
  const { rankedMs } = await readBoard(queries);
  const [row] = await queries.query(STANDING, [member]);
  const rank = row === undefined ? undefined : optionalNumberIn(row, "rank");
  return {
    asOf: rankedMs,
    ...(rank === undefined ? {} : { rank }),
    counted: row === undefined ? 0 : numberIn(row, "score"),
    seen: row === undefined ? 0 : numberIn(row, "seen"),
    activeDays: row === undefined ? 0 : numberIn(row, "active_days"),
    listed: known.listed,
    ...(known.handle === undefined ? {} : { handle: known.handle }),
  };
}

/** Members in higher buckets, then those of the own bucket that are ahead. */
const STANDING = `
  SELECT me.score, me.seen, me.active_days, CASE WHEN me.bucket IS NOT NULL THEN 1
    + (SELECT coalesce(sum(b.n), 0)::bigint FROM score_bucket b WHERE b.bucket > me.bucket)
    + (SELECT count(*) FROM window30 w WHERE w.bucket = me.bucket AND (w.score > me.score
        OR (w.score = me.score AND (w.first_ms, w.member_id) < (me.first_ms, me.member_id)))) END AS rank
  FROM window30 me WHERE me.member_id = $1`;
