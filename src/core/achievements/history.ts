import { addDays, startOfWeek, type DayKey } from "../localDay.ts";
import type { PriceOf } from "./rightSizing.ts";
import type { BoardFacts } from "./boardFacts.ts";
import { addFacts, type DayFacts } from "./dayFacts.ts";
import { NO_DEEDS, type Deeds } from "./deeds.ts";

/** A local day and what was done on it. */
export interface PlayedDay {
  readonly key: DayKey;
  readonly facts: DayFacts;
}

/** A number of days taken together. */
export interface Period {
  readonly days: readonly PlayedDay[];
  readonly activeDays: number;
  readonly sum: DayFacts;
}

/** A week from Monday to Sunday. */
export interface Week {
  readonly monday: DayKey;
  readonly activeDays: number;
  /** Days with any use at all. */
  readonly usedDays: number;
  readonly turns: number;
  readonly promptTokens: number;
  readonly cacheReadTokens: number;
}

/** Everything badges and gates are judged by. */
export interface History {
  readonly today: DayKey;
  /** Days with use, the oldest first. */
  readonly days: readonly PlayedDay[];
  readonly last14Active: Period;
  readonly last28: Period;
  /** The 28 days before `last28`. */
  readonly before28: Period;
  readonly last30: Period;
  readonly last90: Period;
  /** Without a gap up to this week, which is the last one and not over. */
  readonly weeks: readonly Week[];
  readonly priceOf: PriceOf;
  readonly board: BoardFacts;
  readonly deeds: Deeds;
}

/** What makes a day an active one, so that single calls of a tool left open do not. */
const ACTIVE = { turns: 3, tokens: 50_000 } as const;

export function isActive({ turns, tokens }: DayFacts): boolean {
  return turns >= ACTIVE.turns && tokens >= ACTIVE.tokens;
}

/**
 * @param days of use, in any order; those after today (a clock set back) are left out
 * @param board what was done about a team board
 */
export function makeHistory(
  days: Iterable<PlayedDay>,
  today: DayKey,
  priceOf: PriceOf,
  board: BoardFacts = {},
  deeds: Deeds = NO_DEEDS,
): History {
  const sorted = [...days].filter(({ key }) => key <= today).toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const active = sorted.filter(({ facts }) => isActive(facts));
  const span = (fromDaysBack: number, toDaysBack: number): Period => {
    const [from, to] = [addDays(today, 1 - fromDaysBack), addDays(today, -toDaysBack)];
    return periodOf(sorted.filter(({ key }) => from <= key && key <= to));
  };
  return {
    today,
    days: sorted,
    last14Active: periodOf(active.slice(-14)),
    last28: span(28, 0),
    before28: span(56, 28),
    last30: span(30, 0),
    last90: span(90, 0),
    weeks: weeksOf(sorted, today),
    priceOf,
    board,
    deeds,
  };
}

export function periodOf(days: readonly PlayedDay[]): Period {
  return {
    days,
    activeDays: days.filter(({ facts }) => isActive(facts)).length,
    sum: addFacts(days.map(({ facts }) => facts)),
  };
}

function weeksOf(days: readonly PlayedDay[], today: DayKey): readonly Week[] {
  const byMonday = new Map<DayKey, DayFacts[]>();
  for (const { key, facts } of days) {
    const monday = startOfWeek(key);
    const week = byMonday.get(monday);
    if (week === undefined) byMonday.set(monday, [facts]);
    else week.push(facts);
  }
  const weeks: Week[] = [];
  const last = startOfWeek(today);
  for (
    let monday = days[0] === undefined ? last : startOfWeek(days[0].key);
    monday <= last;
    monday = addDays(monday, 7)
  ) {
    weeks.push(weekOf(monday, byMonday.get(monday) ?? []));
  }
  return weeks;
}

function weekOf(monday: DayKey, days: readonly DayFacts[]): Week {
  const week = { monday, activeDays: 0, usedDays: 0, turns: 0, promptTokens: 0, cacheReadTokens: 0 };
  for (const facts of days) {
    week.usedDays += 1;
    if (isActive(facts)) week.activeDays += 1;
    week.turns += facts.turns;
    week.promptTokens += facts.promptTokens;
    week.cacheReadTokens += facts.cacheReadTokens;
  }
  return week;
}
