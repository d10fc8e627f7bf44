import type { BadgeGroup, BadgeStanding, Grade } from "../../shared/gameSnapshot.ts";
import { formatPercent } from "../../core/format.ts";
import type { BadgeFilter } from "./filterBadges.ts";

export const FILTER_NAMES: Readonly<Record<BadgeFilter, string>> = {
  all: "All",
  earned: "Earned",
  "in-progress": "In progress",
  locked: "Locked",
  unknown: "Not measured",
};

export const GRADE_NAMES: Readonly<Record<Grade, string>> = {
  bronze: "Bronze",
  silver: "Silver",
  gold: "Gold",
  diamond: "Diamond",
};

export const GROUPS: Readonly<Record<BadgeGroup, { readonly name: string; readonly about: string }>> = {
  efficiency: { name: "Efficiency", about: "More done with less: caches that hold, prompts that stay small." },
  steering: { name: "Steering", about: "A person at the wheel, and time away from it." },
  variety: { name: "Learning and variety", about: "Knowing more than one tool, and which one fits." },
  outcomes: { name: "Outcomes", about: "What came of it: changes that landed and stayed." },
  trust: { name: "Trust", about: "Knowing what is counted, and keeping it right." },
};

const STATE_WORDS: Readonly<Record<BadgeStanding["state"], string>> = {
  earned: "Earned",
  "in-progress": "In progress",
  locked: "Locked",
  unknown: "Not measured here",
};

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
  if (form === undefined) return STATE_WORDS[badge.state];
  return form === "single" ? STATE_WORDS.earned : GRADE_NAMES[form];
}

/** `62% to Gold`, `62%` for a badge without grades, `complete`: how far it is. */
export function progressWords(badge: BadgeStanding): string {
  if (isComplete(badge)) return "complete";
  const percent = formatPercent(badge.progress);
  return badge.nextGrade === undefined ? percent : `${percent} to ${GRADE_NAMES[badge.nextGrade]}`;
}
