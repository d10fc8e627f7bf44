import { numberIn, optionalNumberIn, type BoardDatabase, type Queries } from "./boardDatabase.ts";
import { SliceSize, type SliceBounds } from "./sliceSize.ts";

/** Members with numbers above the first and up to the last. */
export interface MemberRange {
  readonly after: number;
  readonly last: number;
}

/**
 * Goes through all members in the order of their numbers, some in each transaction. The ranges together hold every number there can
 * be, those of who has left among them.
 */
export async function forMembersInSlices(
  database: Pick<BoardDatabase, "transaction">,
  bounds: SliceBounds,
  body: (queries: Queries, range: MemberRange) => Promise<void>,
): Promise<void> {
  const slice = new SliceSize(bounds);
  for (let after = 0; after < Number.MAX_SAFE_INTEGER;) {
    const from = after;
    after = await database.transaction((queries) =>
      slice.take(async (size) => {
        const last = await lastOfSlice(queries, from, size);
        await body(queries, { after: from, last });
        return last;
      }),
    );
  }
}

async function lastOfSlice(queries: Queries, after: number, size: number): Promise<number> {
  const [row] = await queries.query(
    `SELECT count(*) AS members, max(member_id) AS last
     FROM (SELECT member_id FROM member WHERE member_id > $1 ORDER BY member_id LIMIT $2) slice`,
    [after, size],
  );
  const isFull = numberIn(row, "members") === size;
  return (isFull ? optionalNumberIn(row, "last") : undefined) ?? Number.MAX_SAFE_INTEGER;
}
