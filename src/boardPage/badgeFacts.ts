import type { BadgeForm } from "../webview/art/badgeFrames.ts";
import { BADGES } from "../core/achievements/catalogue.ts";
import { gradeName } from "../core/gradeName.ts";

const GRADES = ["bronze", "silver", "gold", "diamond"] as const;

/** What a badge is, to who meets it on the board. */
export interface BadgeFacts {
  readonly name: string;
  readonly purpose: string;
  readonly form: BadgeForm;
  /** `Cache Wizard, Gold`; without the grade where it has none. */
  readonly words: string;
}

/** A badge that this version does not know keeps its id for a name. */
export function badgeFacts(id: string, grade: number): BadgeFacts {
  const badge = BADGES.find((one) => one.id === id);
  const name = badge?.name ?? id;
  const isGraded = badge === undefined || badge.rule.kind === "graded";
  const form: BadgeForm = isGraded ? (GRADES[grade - 1] ?? "bronze") : "single";
  const words = form === "single" ? name : `${name}, ${gradeName(form)}`;
  return { name, purpose: badge?.purpose() ?? "", form, words };
}
