import { t } from "@vscode/l10n";

import { formatCount } from "../../core/format.ts";
import { gradeName } from "../../core/gradeName.ts";
import type { Reached, ReachedBadge } from "../../shared/gameSnapshot.ts";

/** More than these are not named: the panel shows them all. */
const FEW = 3;

/** One sentence for all that was reached; `undefined` for nothing. */
export function celebrationText({ badges, tier, isFirst }: Reached): string | undefined {
  // What years of logs come to on the first day is a look back, not twelve pieces of news.
  if (isFirst && badges.length > FEW) return lookBack(badges.length, tier);
  if (badges.length === 0) return tier === undefined ? undefined : t("Tier reached: {0}.", tier);
  const names = namesOf(badges);
  if (badges.length === 1) {
    return tier === undefined ? t("Badge earned: {0}.", names) : t("Tier reached: {0}, and a badge: {1}.", tier, names);
  }
  const count = formatCount(badges.length);
  return tier === undefined
    ? t("{0} badges earned: {1}.", count, names)
    : t("Tier reached: {0}, and {1} badges: {2}.", tier, count, names);
}

function lookBack(badges: number, tier: string | undefined): string {
  const count = formatCount(badges);
  return tier === undefined
    ? t("Your logs so far have earned you {0} badges.", count)
    : t("Your logs so far have earned you the tier {0} and {1} badges.", tier, count);
}

function namesOf(badges: readonly ReachedBadge[]): string {
  const named = badges.slice(0, FEW).map(({ name, grade }) => {
    return grade === undefined ? name : t("{0} ({1})", name, gradeName(grade));
  });
  const more = badges.length - named.length;
  return more > 0 ? t("{0} and {1} more", named.join(", "), more) : named.join(", ");
}
