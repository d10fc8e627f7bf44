import type { SharedBadges } from "../../shared/board/sharedBadges.ts";
import { type BadgeStanding, GRADES } from "../../shared/gameSnapshot.ts";

const DAY_MS = 86_400_000;

/** The chosen ones among the badges that were earned, at their highest grade; a badge without grades counts as the first. */
export function sharedBadgesOf(
  badges: readonly BadgeStanding[],
  chosen: readonly string[],
  title: string | undefined,
): SharedBadges {
  const shared = badges.flatMap(({ id, earned }) => {
    const latest = earned.at(-1);
    if (latest === undefined || !chosen.includes(id)) return [];
    const grade = latest.grade === undefined ? 1 : ((GRADES.indexOf(latest.grade) + 1) as 1 | 2 | 3 | 4);
    return [{ badge: id, grade, since: Math.max(0, Math.floor(latest.atMs / DAY_MS)) }];
  });
  const isShared = shared.some(({ badge }) => badge === title);
  return { ...(isShared && title !== undefined ? { title } : {}), badges: shared };
}
