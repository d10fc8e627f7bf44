import { BADGES } from "../../core/achievements/catalogue.ts";
import type { SharedBadges } from "../../shared/board/sharedBadges.ts";
import type { Queries } from "../database/boardDatabase.ts";

const KNOWN: ReadonlySet<string> = new Set(BADGES.map(({ id }) => id));

/**
 * Shows these badges and this title of a member, and no others any more. The member has to be locked.
 *
 * @returns whether all of it is in the catalogue, each badge once, and the title one of them; otherwise nothing is changed
 */
export async function shareBadges(queries: Queries, member: number, shared: SharedBadges): Promise<boolean> {
  const ids = new Set(shared.badges.map(({ badge }) => badge));
  if (ids.size < shared.badges.length || [...ids].some((id) => !KNOWN.has(id))) return false;
  if (shared.title !== undefined && !ids.has(shared.title)) return false;
  await queries.query("DELETE FROM badge WHERE member_id = $1", [member]);
  await queries.query(
    `INSERT INTO badge (member_id, badge, grade, since) SELECT $1::bigint, b.badge, b.grade, b.since
     FROM jsonb_to_recordset($2::jsonb) AS b(badge text, grade smallint, since int)`,
    [member, JSON.stringify(shared.badges)],
  );
  await queries.query("UPDATE member SET title = $2 WHERE member_id = $1", [member, shared.title ?? null]);
  return true;
}
