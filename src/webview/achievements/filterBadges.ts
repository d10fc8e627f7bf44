import type { BadgeStanding } from "../../shared/gameSnapshot.ts";

export const BADGE_FILTERS = ["all", "earned", "in-progress", "locked", "unknown"] as const;
export type BadgeFilter = (typeof BADGE_FILTERS)[number];

/** Badges that a filter lets through and that hold every word of the search, in any of their texts. */
export function filterBadges(
  badges: readonly BadgeStanding[],
  filter: BadgeFilter,
  search: string,
): readonly BadgeStanding[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return badges.filter((badge) => {
    const text = `${badge.name} ${badge.group} ${badge.purpose} ${badge.criterion} ${badge.standing}`.toLowerCase();
    return passes(badge, filter) && words.every((word) => text.includes(word));
  });
}

/** A badge on its way to a further grade is both earned and, where that is its state, in progress. */
function passes(badge: BadgeStanding, filter: BadgeFilter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "earned":
      return badge.earned.length > 0;
    case "in-progress":
    case "locked":
    case "unknown":
      return badge.state === filter;
  }
}
