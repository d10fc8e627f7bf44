import type { DayFacts } from "../../../src/core/achievements/dayFacts.ts";
import type { History, PlayedDay } from "../../../src/core/achievements/history.ts";
import { dayBack, daysBack, historyOf } from "../playedDays.ts";

/** One figure that a badge goes by: for each grade the value at its threshold and those just under and over it. */
export interface Ladder {
  readonly badge: string;
  readonly what: string;
  /** Four for a graded badge, the same again where all grades ask for as much, and one for a badge without grades. */
  readonly steps: readonly number[];
  /** What is just not enough, by the step's value. */
  readonly under: (step: number) => number;
  readonly over: (step: number) => number;
  /** A history in which everything else that the grade asks for is met. */
  readonly history: (value: number, index: number) => History;
}

/** One that goes by what was done on days. */
export interface DayLadder extends Omit<Ladder, "history"> {
  readonly days: (value: number, index: number) => readonly PlayedDay[];
}

export function ofDays(ladders: readonly DayLadder[]): readonly Ladder[] {
  return ladders.map(({ days, ...ladder }) => ({
    ...ladder,
    history: (value, index) => historyOf(days(value, index)),
  }));
}

type Way = Pick<Ladder, "under" | "over">;

export const COUNT: Way = { under: (step) => step - 1, over: (step) => step + 1 };
export const COUNT_AT_MOST: Way = { under: (step) => step + 1, over: (step) => step - 1 };
export const FIGURE: Way = { under: (step) => step * 0.999, over: (step) => step * 1.001 };
export const FIGURE_AT_MOST: Way = { under: (step) => step * 1.001, over: (step) => step * 0.999 };

export function everyGrade(step: number): readonly number[] {
  return [step, step, step, step];
}

/** Days on which something happened, as many as asked for, one after the other. */
export function spread(changes: Partial<DayFacts>): DayLadder["days"] {
  return (count) => daysBack(count, changes);
}

/** One sum, all on one day. */
export function onOneDay(sum: keyof DayFacts): DayLadder["days"] {
  return (count) => [dayBack(0, { [sum]: count })];
}

/** Days with as many turns in all: some on each, the rest on the day before them. */
export function withTurns(days: number, perDay: number, turns: number, changes: Partial<DayFacts> = {}): PlayedDay[] {
  const rest = turns - days * perDay;
  return [...daysBack(days, { ...changes, turns: perDay }), dayBack(days, { ...changes, turns: rest })];
}
