import type { ReachedBadge } from "../../shared/gameSnapshot.ts";
import { isCraft } from "../tierGates.ts";
import { BADGES } from "./catalogue.ts";
import { type KeptGrade, rankOfGrade } from "./evaluateBadges.ts";

/** What of grades reached at one time is worth telling: of each badge of craft the highest one, in the catalogue's order. */
export function reachedBadges(grades: readonly KeptGrade[]): readonly ReachedBadge[] {
  return BADGES.flatMap(({ id, name, group }): readonly ReachedBadge[] => {
    if (!isCraft(group)) return [];
    const highest = grades.filter((one) => one.id === id).toSorted((a, b) => rankOfGrade(b) - rankOfGrade(a))[0];
    return highest === undefined ? [] : [{ id, name, grade: highest.grade }];
  });
}
