import { OUTCOME_DAYS, type OutcomeDay } from "../../shared/board/outcomeDay.ts";
import type { TestRun } from "../../shared/workerProtocol.ts";
import { MATURES_AFTER_MS } from "./maturity.ts";
import type { LandedCommit } from "./landedDeeds.ts";

const DAY_MS = 86_400_000;
const NANOS_PER_MICRO = 1000;

export type OutcomeFigures = Omit<OutcomeDay, "rev">;

/**
 * What came of the days up to now, by UTC day, the oldest first; days of which there is nothing to tell are left out. Lines that
 * have matured, what they are worth and what they cost stand on the day on which they became two weeks old.
 *
 * @param costNanosOf what a UTC day cost, by its number since 1970
 */
export function outcomeDays(
  commits: readonly LandedCommit[],
  runs: readonly Pick<TestRun, "atMs" | "passed">[],
  costNanosOf: (day: number) => number,
  nowMs: number,
): readonly OutcomeFigures[] {
  const today = dayOf(nowMs);
  const days = Array.from({ length: OUTCOME_DAYS }, (_, index) => today - OUTCOME_DAYS + 1 + index);
  return days
    .map((day) => figuresOf(day, commits, runs, costNanosOf))
    .filter(({ day: _day, promptToMergeH: _hours, ...counts }) => Object.values(counts).some((count) => count > 0));
}

function figuresOf(
  day: number,
  commits: readonly LandedCommit[],
  runs: readonly Pick<TestRun, "atMs" | "passed">[],
  costNanosOf: (day: number) => number,
): OutcomeFigures {
  const landed = commits.filter(({ landedMs }) => dayOf(landedMs) === day);
  const matured = commits.filter(
    ({ landedMs, surviving }) => surviving !== undefined && dayOf(landedMs + MATURES_AFTER_MS) === day,
  );
  const ofDay = runs.filter(({ atMs }) => dayOf(atMs) === day);
  const effMatured = sum(matured.map(({ added }) => added));
  const effSurviving = sum(matured.map(({ surviving = 0 }) => surviving));
  return {
    day,
    merged: new Set(landed.flatMap(({ change }) => change ?? [])).size,
    effAdded: sum(landed.map(({ added }) => added)),
    effMatured,
    effSurviving,
    reworked: effMatured - effSurviving,
    testRuns: ofDay.length,
    testGreen: ofDay.filter(({ passed }) => passed).length,
    // Which prompt led to which commit is not known: nothing is guessed.
    promptToMergeH: null,
    costMaturedMicro: effMatured === 0 ? 0 : Math.round(costNanosOf(day - MATURES_AFTER_MS / DAY_MS) / NANOS_PER_MICRO),
  };
}

function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}
