import { numberIn, type BoardDatabase, type Queries, type SqlValue } from "../database/boardDatabase.ts";
import { SliceSize } from "../database/sliceSize.ts";
import { sumDays, type DayKey } from "./daySums.ts";
import { memberWindowsIn } from "./memberWindows.ts";

const DAY_MS = 86_400_000;
/** Members whose windows are moved on in one transaction. */
const SLIDE_SLICE = { least: 5, most: 500 };
/** Days that are counted anew in one transaction, each from its hours. */
const SETTLE_SLICE = { least: 5, most: 200 };
/** Days that are counted anew in one go of the pass; the others wait for the next. */
const SETTLE_MOST = 5_000;

/**
 * Moves on the windows that end before today, a few hundred members at a time.
 *
 * @returns how many were moved on
 */
export async function slideWindows(database: BoardDatabase, nowMs: number): Promise<number> {
  const slice = new SliceSize(SLIDE_SLICE);
  let moved = 0;
  for (;;) {
    const { limit, now } = await database.transaction((queries) =>
      slice.take(async (size) => ({ limit: size, now: await slideSome(queries, nowMs, size) })),
    );
    moved += now;
    if (now < limit) return moved;
  }
}

async function slideSome(queries: Queries, nowMs: number, limit: number): Promise<number> {
  // Whom an upload holds just now is moved on by that upload.
  const members = await lockMembers(queries, BEHIND, [Math.floor(nowMs / DAY_MS), limit]);
  if (members.length > 0) await memberWindowsIn(queries, nowMs).refresh(members);
  return members.length;
}

/** In the order of an index: in that of members, each slice would come by all that the slices before it have moved on. */
const BEHIND = `
  SELECT m.member_id FROM member m JOIN window30 w ON w.member_id = m.member_id WHERE w.asof < $1
  ORDER BY w.asof LIMIT $2 FOR UPDATE OF m SKIP LOCKED`;

/**
 * Counts the days anew of which rows have settled meanwhile, those first that have waited for longest.
 *
 * @returns how many days; as many as `most` where others may be waiting still
 */
export async function settleDays(database: BoardDatabase, nowMs: number, most: number = SETTLE_MOST): Promise<number> {
  const slice = new SliceSize(SETTLE_SLICE);
  let done = 0;
  while (done < most) {
    const left = most - done;
    const { limit, now } = await database.transaction((queries) =>
      slice.take(async (size) => {
        const wanted = Math.min(size, left);
        return { limit: wanted, now: await settleSome(queries, nowMs, wanted) };
      }),
    );
    done += now;
    // Fewer: what is left is held by uploads, or there is nothing left.
    if (now < limit) break;
  }
  return done;
}

async function settleSome(queries: Queries, nowMs: number, limit: number): Promise<number> {
  const rows = await queries.query(
    "SELECT member_id, day FROM member_day WHERE next_settle_ms <= $1 ORDER BY next_settle_ms LIMIT $2",
    [nowMs, limit],
  );
  const due = rows.map((row): DayKey => ({ member: numberIn(row, "member_id"), day: numberIn(row, "day") }));
  if (due.length === 0) return 0;
  const wanted = [...new Set(due.map(({ member }) => member))];
  const members = new Set(
    await lockMembers(
      queries,
      "SELECT member_id FROM member WHERE member_id = ANY ($1::bigint[]) ORDER BY member_id FOR UPDATE SKIP LOCKED",
      [wanted],
    ),
  );
  const days = due.filter(({ member }) => members.has(member));
  if (days.length === 0) return 0;
  const windows = memberWindowsIn(queries, nowMs);
  await windows.putDays(days, await sumDays(queries, days, nowMs));
  await windows.refresh([...members]);
  return days.length;
}

async function lockMembers(queries: Queries, sql: string, values: readonly SqlValue[]): Promise<readonly number[]> {
  return (await queries.query(sql, values)).map((row) => numberIn(row, "member_id"));
}
