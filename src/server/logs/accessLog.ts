import type { AdminView } from "../../shared/board/adminView.ts";
import { numberIn, optionalNumberIn, textIn, type Queries } from "../database/boardDatabase.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const KEPT_DAYS = 90;
/** Readings of names by one person in any hour. */
const NAMED_READS_PER_HOUR = 60;
/** Beyond so many it is "many". */
const MOST_LOOKS = 10_000;

/** Views that show names of others; `list` is the same for everybody who looks. */
export const NAMED_VIEWS = ["list", "neighbours"] as const;
export type NamedView = (typeof NAMED_VIEWS)[number];

export interface NamedRead {
  readonly viewer: { readonly viewerId: string; readonly member: number | undefined };
  readonly view: NamedView;
  /** Members whose names are shown; the viewer's own does not count. */
  readonly subjects: readonly number[];
  readonly nowMs: number;
}

/**
 * Writes down that somebody is about to be shown names, for the auditors, and counts it for those who are shown.
 *
 * @returns seconds to wait where the person has read names too often; then the names must not be shown
 */
export async function noteNamedRead(
  queries: Queries,
  { viewer: { viewerId, member }, view, subjects, nowMs }: NamedRead,
): Promise<{ readonly retryAfterS: number } | undefined> {
  const others = subjects.filter((subject) => subject !== member);
  if (others.length === 0) return undefined;
  const day = Math.floor(nowMs / DAY_MS);
  const [row] = await queries.query("SELECT note_named_read($1, $2, $3, $4, $5, $6, $7, $8) AS first_ms", [
    viewerId,
    nowMs,
    view,
    others,
    NAMED_READS_PER_HOUR,
    nowMs - HOUR_MS,
    day,
    day * DAY_MS,
  ]);
  const firstMs = optionalNumberIn(row, "first_ms");
  return firstMs === undefined
    ? undefined
    : { retryAfterS: Math.max(1, Math.ceil((firstMs + HOUR_MS - nowMs) / 1_000)) };
}

/**
 * Counts the looks that wait, all together: a reader who had to count each name by itself would wait for all other readers of
 * the same names. To be called inside a transaction.
 */
export async function countLooks(queries: Queries): Promise<void> {
  const waiting = await queries.query(TAKE_WAITING);
  const counts = new Map<
    string,
    { readonly member: number; readonly day: number; readonly view: string; people: number }
  >();
  for (const row of waiting) {
    const [day, view, people] = [numberIn(row, "day"), textIn(row, "view"), numberIn(row, "people")];
    // An array of numbers, as `noteNamedRead` wrote it.
    for (const member of JSON.parse(textIn(row, "subjects")) as readonly number[]) {
      const key = `${member} ${day} ${view}`;
      const count = counts.get(key);
      if (count === undefined) counts.set(key, { member, day, view, people });
      else count.people += people;
    }
  }
  if (counts.size > 0) await queries.query(COUNT_LOOKS, [JSON.stringify([...counts.values()])]);
}

/** Those of the same list as one: it is the same for nearly everybody who looks within seconds. */
const TAKE_WAITING = `
  WITH taken AS (DELETE FROM look_waiting RETURNING day, view, subjects)
  SELECT day, view, to_json(subjects)::text AS subjects, count(*) AS people FROM taken GROUP BY day, view, taken.subjects`;

/** In one order, so that two who count never wait for each other; and of no one who has left meanwhile. */
const COUNT_LOOKS = `
  INSERT INTO look_day (member_id, day, view, people)
  SELECT m.member_id, l.day, l.view, l.people
  FROM jsonb_to_recordset($1::jsonb) AS l(member bigint, day int, view text, people int)
  JOIN member m ON m.member_id = l.member ORDER BY m.member_id
  ON CONFLICT (member_id, day, view) DO UPDATE SET people = look_day.people + excluded.people`;

/** How many people looked at a view with the member's name, newest day first; who looked at two views is counted in both. */
export async function readLooks(
  queries: Queries,
  member: number,
): Promise<readonly { readonly day: number; readonly people: number }[]> {
  const rows = await queries.query(
    `SELECT day, sum(people)::bigint AS people FROM (
       SELECT day, people FROM look_day WHERE member_id = $1
       UNION ALL SELECT day, 1 FROM look_waiting WHERE $1 = ANY (subjects)) looks
     GROUP BY day ORDER BY day DESC`,
    [member],
  );
  return rows.map((row) => ({ day: numberIn(row, "day"), people: numberIn(row, "people") }));
}

/** How often a view was looked at on this UTC day by others than the viewer; not counted beyond 10,000. */
export async function countLooksToday(
  queries: Queries,
  { viewerId, view, nowMs }: { readonly viewerId: string; readonly view: NamedView; readonly nowMs: number },
): Promise<number> {
  const [row] = await queries.query(
    `SELECT count(*) AS n FROM (
       SELECT 1 FROM access_log WHERE view = $1 AND at_ms >= $2 AND viewer_id <> $3 LIMIT ${MOST_LOOKS}) looks`,
    [view, Math.floor(nowMs / DAY_MS) * DAY_MS, viewerId],
  );
  return numberIn(row, "n");
}

/** The newest entries before an instant; those of the last millisecond all of them. */
export async function readAccessLog(
  queries: Queries,
  { beforeMs, entries }: { readonly beforeMs: number; readonly entries: number },
): Promise<NonNullable<AdminView["access"]>> {
  const rows = await queries.query(
    `SELECT viewer_id, at_ms, view, people FROM access_log WHERE at_ms < $1
     ORDER BY at_ms DESC FETCH FIRST ${entries} ROWS WITH TIES`,
    [beforeMs],
  );
  return rows.map((row) => ({
    at: numberIn(row, "at_ms"),
    viewer: textIn(row, "viewer_id"),
    view: textIn(row, "view"),
    people: numberIn(row, "people"),
  }));
}

/** Own readings of a person, for their export. */
export async function readOwnAccess(
  queries: Queries,
  viewerId: string,
): Promise<readonly { readonly at: number; readonly view: string; readonly people: number }[]> {
  const rows = await queries.query("SELECT at_ms, view, people FROM access_log WHERE viewer_id = $1 ORDER BY at_ms", [
    viewerId,
  ]);
  return rows.map((row) => ({
    at: numberIn(row, "at_ms"),
    view: textIn(row, "view"),
    people: numberIn(row, "people"),
  }));
}

export async function dropOldAccess(queries: Queries, nowMs: number): Promise<void> {
  const oldest = nowMs - KEPT_DAYS * DAY_MS;
  await queries.query("DELETE FROM access_log WHERE at_ms < $1", [oldest]);
  await queries.query("DELETE FROM look_day WHERE day < $1", [Math.floor(oldest / DAY_MS)]);
  // Of who left at the moment in which somebody looked.
  await queries.run("DELETE FROM look_day l WHERE NOT EXISTS (SELECT 1 FROM member m WHERE m.member_id = l.member_id)");
}
