import { numberIn, type Queries } from "../database/boardDatabase.ts";

/** Those who have not left; whoever leaves meanwhile waits, so that nothing is written of somebody who is gone. */
export async function lockThere(queries: Queries, members: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await queries.query(
    "SELECT member_id FROM member WHERE member_id = ANY ($1::bigint[]) ORDER BY member_id FOR SHARE",
    [members],
  );
  return new Set(rows.map((row) => numberIn(row, "member_id")));
}
