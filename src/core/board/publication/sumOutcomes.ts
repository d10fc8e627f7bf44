import { WINDOW_DAYS } from "../windowDays.ts";
import type { OutcomeSums } from "./practiceFigures.ts";
import type { OutcomeDay } from "../../../shared/board/outcomeDay.ts";

/** Lines of these days back have lived for 14 days, or have not. */
export const MATURED_DAYS = { first: 44, last: 14 } as const;

/** What commits brought; a commit that two machines tell of brings the same on both. */
const COMMIT_FIGURES = ["merged", "effAdded", "effMatured", "effSurviving", "reworked"] as const;

/** What one device of a member has told of a day. */
export type ToldDay = Omit<OutcomeDay, "rev">;

/**
 * What came of a member's days, of all their devices. Devices that tell the same of a day's commits, figure by figure, tell of the
 * same commits, in two clones or after a machine has joined anew: those count once, and a cost that is the same as well does. Tests
 * that ran on two machines are different runs.
 */
export function sumOutcomes(days: readonly ToldDay[], today: number): OutcomeSums {
  const commits = distinct(days, (day) => [day.day, ...commitFigures(day)]);
  const matured = commits.filter(({ day }) => isMatured(day, today));
  const costs = distinct(days, (day) => [day.day, ...commitFigures(day), day.costMaturedMicro]);
  const landed = commits.filter(({ day }) => isRecent(day, today));
  const recent = days.filter(({ day }) => isRecent(day, today));
  return {
    effAdded: sum(matured, "effAdded"),
    effMatured: sum(matured, "effMatured"),
    effSurviving: sum(matured, "effSurviving"),
    reworked: sum(matured, "reworked"),
    costMaturedMicro: sum(
      costs.filter(({ day }) => isMatured(day, today)),
      "costMaturedMicro",
    ),
    merged: sum(landed, "merged"),
    testRuns: sum(recent, "testRuns"),
    testGreen: sum(recent, "testGreen"),
    promptToMerge: landed.flatMap(({ promptToMergeH, merged }) =>
      promptToMergeH === null ? [] : [[promptToMergeH, merged] as const],
    ),
  };
}

function isMatured(day: number, today: number): boolean {
  return day <= today - MATURED_DAYS.last;
}

function isRecent(day: number, today: number): boolean {
  return day > today - WINDOW_DAYS;
}

function commitFigures(day: ToldDay): readonly number[] {
  return COMMIT_FIGURES.map((figure) => day[figure]);
}

/** Of those that agree in all that is named the first. */
function distinct(days: readonly ToldDay[], named: (day: ToldDay) => readonly number[]): readonly ToldDay[] {
  return [...new Map(days.toReversed().map((day) => [named(day).join(" "), day])).values()];
}

function sum(days: readonly ToldDay[], figure: Exclude<keyof ToldDay, "promptToMergeH">): number {
  return days.reduce((all, day) => all + day[figure], 0);
}
