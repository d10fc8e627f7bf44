import { t } from "@vscode/l10n";

import { GRADES, type BadgeStanding, type EarnedGrade, type Grade } from "../../shared/gameSnapshot.ts";
import type { Badge, Criteria } from "./badge.ts";
import { BADGES } from "./catalogue.ts";
import type { Condition } from "./condition.ts";
import type { History } from "./history.ts";

/** A grade that was reached, of the badge with this id. */
export interface KeptGrade extends EarnedGrade {
  readonly id: string;
}

export interface BadgeEvaluation {
  readonly badges: readonly BadgeStanding[];
  /** Grades reached now and not kept before: to be kept. */
  readonly fresh: readonly KeptGrade[];
}

/** @param kept grades reached before: they stay, whatever the figures are now */
export function evaluateBadges(history: History, kept: readonly KeptGrade[], nowMs: number): BadgeEvaluation {
  const fresh: KeptGrade[] = [];
  const badges = BADGES.map((badge) => {
    const steps = stepsOf(badge, history);
    const earned = kept.filter(({ id }) => id === badge.id);
    // A grade stands for those below it too.
    const reached = steps.slice(0, steps.findLastIndex(({ conditions }) => isMet(conditions)) + 1);
    for (const { grade, conditions } of reached) {
      if (earned.some((one) => one.grade === grade)) continue;
      const one = { id: badge.id, grade, atMs: nowMs, figures: tell(conditions, "stands") };
      fresh.push(one);
      earned.push(one);
    }
    const whyUnknown = badge.whyUnknown?.(history.deeds) ?? whyNotJudged(steps);
    return standingOf(badge, steps, earned.toSorted(byGrade).map(withoutId), whyUnknown);
  });
  return { badges, fresh };
}

/** One grade of a badge, or the badge itself where it has none. */
interface Step {
  readonly grade: Grade | undefined;
  readonly conditions: readonly Condition[];
}

function stepsOf({ rule }: Badge, history: History): readonly Step[] {
  const judge = (criteria: Criteria): readonly Condition[] => criteria.map((criterion) => criterion(history));
  switch (rule.kind) {
    case "graded":
      return rule.grades.map((criteria, index) => ({ grade: GRADES[index], conditions: judge(criteria) }));
    case "single":
      return [{ grade: undefined, conditions: judge(rule.criteria) }];
  }
}

function standingOf(
  badge: Badge,
  steps: readonly Step[],
  earned: readonly EarnedGrade[],
  whyUnknown: string | undefined,
): BadgeStanding {
  const { id, name, group } = badge;
  const about = { id, name, group, purpose: badge.purpose(), earned };
  // What was earned before is told of all the same.
  if (whyUnknown !== undefined && earned.length === 0) {
    const [first] = steps;
    const criterion = tell(first?.conditions ?? [], "asks");
    const standing = t("Not known: {0}.", whyUnknown);
    return { ...about, criterion, standing, progress: 0, state: "unknown", nextGrade: first?.grade };
  }
  const next = steps.find(({ grade }) => !earned.some((one) => one.grade === grade));
  const shown = next ?? steps.at(-1);
  const conditions = shown?.conditions ?? [];
  const progress = next === undefined ? 1 : Math.min(...conditions.map((condition) => condition.progress));
  return {
    ...about,
    criterion: tell(conditions, "asks"),
    standing: tell(conditions, "stands"),
    progress,
    state: earned.length > 0 ? "earned" : progress > 0 ? "in-progress" : "locked",
    nextGrade: next?.grade,
  };
}

/** Why even the first grade cannot be judged; `undefined` where it can. */
function whyNotJudged([first]: readonly Step[]): string | undefined {
  return first?.conditions.find(({ whyUnknown }) => whyUnknown !== undefined)?.whyUnknown;
}

function isMet(conditions: readonly Condition[]): boolean {
  return conditions.every((condition) => condition.isMet);
}

function tell(conditions: readonly Condition[], what: "asks" | "stands"): string {
  return conditions.map((condition) => condition[what]).join(", ");
}

function byGrade(one: EarnedGrade, other: EarnedGrade): number {
  return rankOfGrade(one) - rankOfGrade(other);
}

/** The first grade is 0, and so is a badge without grades. */
export function rankOfGrade({ grade }: Pick<EarnedGrade, "grade">): number {
  return grade === undefined ? 0 : GRADES.indexOf(grade);
}

function withoutId({ grade, atMs, figures }: KeptGrade): EarnedGrade {
  return { grade, atMs, figures };
}
