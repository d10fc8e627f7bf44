import { CHECK_LIMITS, REVIEW_LIMITS, type CheckLimits, type ReviewLimits } from "./checkLimits.ts";
import { checkRuleOf, type CheckEffect, type CheckId } from "./checkRules.ts";
import { hasRegularGaps } from "./regularGaps.ts";
import type { Figures } from "./hourChecks.ts";
import { spreadOf } from "./hourSpread.ts";
import type { BoardUse, CheckedDay, MemberUse } from "./memberUse.ts";
import { isLargePart, unusualBoardScore, unusualDay } from "./unusual.ts";

export interface MemberSignal {
  readonly id: CheckId;
  /** UTC day that it is about. */
  readonly day: number;
  readonly effect: CheckEffect;
  readonly figures: Figures;
}

export interface MemberCheckLimits extends CheckLimits {
  readonly review: ReviewLimits;
}

export const MEMBER_CHECK_LIMITS: MemberCheckLimits = { ...CHECK_LIMITS, review: REVIEW_LIMITS };

type Found = readonly Omit<MemberSignal, "id">[];
type MemberCheck = (use: MemberUse, board: BoardUse, limits: MemberCheckLimits) => Found;

/** Checks of a member's days, by id. */
export const MEMBER_CHECKS = {
  C6: answersHaveText,
  C9: sleepsAtTimes,
  C10: isSteered,
  C11: callsIrregularly,
  C12: isUsual,
  C13: isOneOfMany,
  C14: keepsDevices,
} as const satisfies Readonly<Partial<Record<CheckId, MemberCheck>>>;

export type MemberCheckId = keyof typeof MEMBER_CHECKS;
const MEMBER_CHECK_IDS = Object.keys(MEMBER_CHECKS) as readonly MemberCheckId[];

export interface MemberFindings {
  readonly signals: readonly MemberSignal[];
  /** Checks that failed on this member; what they would have judged counts (C20). */
  readonly failed: readonly MemberCheckId[];
}

/** What the checks of members find in one. A check that fails finds nothing, and the others run all the same. */
export function checkMember(
  use: MemberUse,
  board: BoardUse,
  limits: MemberCheckLimits = MEMBER_CHECK_LIMITS,
  checks: Readonly<Record<MemberCheckId, MemberCheck>> = MEMBER_CHECKS,
): MemberFindings {
  const signals: MemberSignal[] = [];
  const failed: MemberCheckId[] = [];
  for (const id of MEMBER_CHECK_IDS) {
    try {
      signals.push(...checks[id](use, board, limits).map((found) => ({ id, ...found })));
    } catch {
      failed.push(id);
    }
  }
  return { signals, failed };
}

/** Days of the last week, today among them: earlier ones were judged when they were new. */
function recentDays({ today, days }: MemberUse, count: number): readonly CheckedDay[] {
  return days.filter(({ day }) => day > today - count && day <= today);
}

function answersHaveText(use: MemberUse, _board: BoardUse, { recountLeast, recountRatio }: CheckLimits): Found {
  return recentDays(use, 30)
    .filter((day) => day.recount > 0 && day.reported >= recountLeast && day.reported > recountRatio * day.recount)
    .map(({ day, reported, recount }) => ({ day, effect: effectOf("C6"), figures: { reported, recount } }));
}

function sleepsAtTimes(use: MemberUse, _board: BoardUse, limits: CheckLimits): Found {
  const week = recentDays(use, 7).filter(({ hours }) => spreadOf([hours]).hours >= limits.busyHoursOfDay);
  const { hours, bits } = spreadOf(recentDays(use, 14).map((day) => day.hours));
  const isEven = hours >= limits.entropyLeastHours && bits >= limits.hourEntropyBits;
  if (week.length < limits.busyDaysOfWeek && !isEven) return [];
  const figures = { busyDays: week.length, activeHours: hours, bits: Math.round(bits * 100) / 100 };
  return [{ day: use.today, effect: effectOf("C9"), figures }];
}

function isSteered(use: MemberUse, _board: BoardUse, limits: CheckLimits): Found {
  const week = recentDays(use, 7);
  const sum = (field: "seen" | "steered" | "turns"): number => week.reduce((all, day) => all + day[field], 0);
  const seen = sum("seen");
  const unattended = seen - sum("steered");
  const turns = sum("turns");
  if (unattended <= limits.unattendedShare * seen || turns * limits.tokensPerTurn >= seen) return [];
  return [{ day: use.today, effect: effectOf("C10"), figures: { seen, unattended, turns } }];
}

function callsIrregularly(use: MemberUse, _board: BoardUse, limits: CheckLimits): Found {
  const regular = hasRegularGaps(use.unattended, limits);
  return regular === undefined ? [] : [{ day: use.today, effect: effectOf("C11"), figures: regular }];
}

function isUsual(use: MemberUse, board: BoardUse, { review }: MemberCheckLimits): Found {
  const days = recentDays(use, 30).flatMap((day) => {
    const found = unusualDay(day, use.days, board, review);
    return found === undefined ? [] : [{ day: day.day, ...found }];
  });
  const score = unusualBoardScore(use.score, board, review);
  return score === undefined ? days : [...days, { day: use.today, ...score }];
}

function isOneOfMany(use: MemberUse, board: BoardUse, { review }: MemberCheckLimits): Found {
  if (!isLargePart(use.score, board, review)) return [];
  return [{ day: use.today, effect: effectOf("C13"), figures: { counted: use.score, ofBoard: board.total } }];
}

function keepsDevices({ today, deviceDays }: MemberUse, _board: BoardUse, limits: CheckLimits): Found {
  const devices = deviceDays.filter((day) => day > today - limits.newDeviceDays && day <= today).length;
  return devices > limits.newDevices ? [{ day: today, effect: effectOf("C14"), figures: { devices } }] : [];
}

function effectOf(id: CheckId): CheckEffect {
  return checkRuleOf(id).effect;
}
