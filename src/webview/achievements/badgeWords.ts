import { t } from "@vscode/l10n";

import type { BadgeGroup, BadgeStanding, Grade } from "../../shared/gameSnapshot.ts";
import { gradeName } from "../../core/gradeName.ts";
import { formatPercent } from "../../core/format.ts";
import type { BadgeFilter } from "./filterBadges.ts";

export function filterName(filter: BadgeFilter): string {
  switch (filter) {
    case "all":
      return t("All");
    case "earned":
      return t("Earned");
    case "in-progress":
      return t("In progress");
    case "locked":
      return t("Locked");
    case "unknown":
      return t("Not measured");
  }
}

/** A badge group's name, and what it is about. */
export function groupWords(group: BadgeGroup): { readonly name: string; readonly about: string } {
  switch (group) {
    case "efficiency":
      return { name: t("Efficiency"), about: t("More done with less: caches that hold, prompts that stay small.") };
    case "steering":
      return { name: t("Steering"), about: t("A person at the wheel, and time away from it.") };
    case "variety":
      return { name: t("Learning and variety"), about: t("Knowing more than one tool, and which one fits.") };
    case "outcomes":
      return { name: t("Outcomes"), about: t("What came of it: changes that landed and stayed.") };
    case "trust":
      return { name: t("Trust"), about: t("Knowing what is counted, and keeping it right.") };
  }
}

function stateWord(state: BadgeStanding["state"]): string {
  switch (state) {
    case "earned":
      return t("Earned");
    case "in-progress":
      return t("In progress");
    case "locked":
      return t("Locked");
    case "unknown":
      return t("Not measured here");
  }
}

/** What a badge is drawn as: the highest grade that was earned, or that it has none; `undefined` for nothing earned. */
export function earnedForm(badge: BadgeStanding): Grade | "single" | undefined {
  const latest = badge.earned.at(-1);
  return latest === undefined ? undefined : (latest.grade ?? "single");
}

/** Whether there is nothing left to earn. */
export function isComplete(badge: BadgeStanding): boolean {
  return badge.earned.length > 0 && badge.nextGrade === undefined;
}

/** `Silver`, `Earned` for a badge without grades, `Locked`: what the card says first. */
export function standingWord(badge: BadgeStanding): string {
  const form = earnedForm(badge);
  if (form === undefined) return stateWord(badge.state);
  return form === "single" ? stateWord("earned") : gradeName(form);
}

/** `62% to Gold`, `62%` for a badge without grades, `complete`: how far it is. */
export function progressWords(badge: BadgeStanding): string {
  if (isComplete(badge)) return t("complete");
  const percent = formatPercent(badge.progress);
  return badge.nextGrade === undefined ? percent : t("{0} to {1}", percent, gradeName(badge.nextGrade));
}
