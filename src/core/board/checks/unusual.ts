import type { ReviewLimits } from "./checkLimits.ts";
import type { CheckEffect } from "./checkRules.ts";
import type { Figures } from "./hourChecks.ts";
import type { BoardUse, CheckedDay } from "./memberUse.ts";
import { modifiedZ, usualOf, type Usual } from "./robust.ts";

const OWN_DAYS = 28;

export interface Unusual {
  readonly effect: CheckEffect;
  /** Without the bounds, which are not published. */
  readonly figures: Figures;
}

/** A day far above the member's own 28 days before, and large for the board as well. */
export function unusualDay(
  { day, counted }: CheckedDay,
  days: readonly CheckedDay[],
  board: BoardUse,
  limits: ReviewLimits,
): Unusual | undefined {
  const before = days.filter((other) => other.day < day && other.day >= day - OWN_DAYS && other.counted > 0);
  const own = usualOf(before.map((other) => Math.log10(other.counted)));
  if (counted <= 0 || own === undefined || own.count < limits.leastOwnDays) return undefined;
  if (board.members < limits.leastMembers || board.days === undefined) return undefined;
  const value = Math.log10(counted);
  if (modifiedZ(value, board.days, limits.leastDeviation) <= limits.zOfBoardBeside) return undefined;
  return judge(value, own, { counted, usual: Math.round(10 ** own.median) }, limits);
}

/** A sum of 30 days far above the board's. */
export function unusualBoardScore(score: number, board: BoardUse, limits: ReviewLimits): Unusual | undefined {
  if (score <= 0 || board.members < limits.leastMembers || board.scores === undefined) return undefined;
  return judge(Math.log10(score), board.scores, { counted: score }, limits);
}

function judge(value: number, usual: Usual, figures: Figures, limits: ReviewLimits): Unusual | undefined {
  const z = modifiedZ(value, usual, limits.leastDeviation);
  if (z <= limits.zList) return undefined;
  return { effect: z > limits.zProvisional ? "provisional" : "ask", figures };
}

/** At least a certain part of the board's total, or many times what is usual there. */
export function isLargePart(score: number, board: BoardUse, limits: ReviewLimits): boolean {
  if (board.members < limits.leastMembers) return false;
  return score >= limits.shareOfBoard * board.total || score >= limits.timesMedian * board.medianScore;
}
