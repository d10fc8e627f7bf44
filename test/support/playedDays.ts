import { NO_FACTS, type DayFacts, type ModelUse } from "../../src/core/achievements/dayFacts.ts";
import { evaluateBadges, type KeptGrade } from "../../src/core/achievements/evaluateBadges.ts";
import { histogramOf } from "../../src/core/achievements/histogram.ts";
import { makeHistory, type History, type PlayedDay } from "../../src/core/achievements/history.ts";
import type { PriceOf } from "../../src/core/achievements/rightSizing.ts";
import { addDays, type DayKey } from "../../src/core/localDay.ts";
import type { BadgeStanding } from "../../src/shared/gameSnapshot.ts";
import { NO_TOKENS, totalTokens } from "../../src/shared/tokenCounts.ts";

/** A Sunday: the week that ends with it is whole. */
export const TODAY: DayKey = "2026-06-14";
export const NOON_MS = Date.UTC(2026, 5, 14, 12);

/** Models are priced by their names: `9-cents` costs nine units a token. */
export const priceByName: PriceOf = (_tool, model, tokens) => totalTokens(tokens) * Number.parseInt(model, 10);

/** An active day of ten turns, all steered and from a typical cache, but for the changes. */
export function makeDay(changes: Partial<DayFacts> = {}): DayFacts {
  return {
    ...NO_FACTS,
    turns: 10,
    tokens: 1_000_000,
    steeredTokens: 1_000_000,
    promptTokens: 950_000,
    cacheReadTokens: 902_500,
    cacheWriteTokens: 40_000,
    costNanos: 1_000_000,
    promptCalls: 40,
    windowShares: histogramOf(new Map([[30, 40]])),
    turnSizes: histogramOf(new Map([[265, 10]])),
    ...changes,
  };
}

/** Days that end today, or some days before, one after the other: the newest first. */
export function daysBack(count: number, changes: Partial<DayFacts> = {}, endBack = 0): readonly PlayedDay[] {
  return Array.from({ length: count }, (_, index) => dayBack(endBack + index, changes));
}

/** The day so many days ago. */
export function dayBack(back: number, changes: Partial<DayFacts> = {}): PlayedDay {
  return { key: addDays(TODAY, -back), facts: makeDay(changes) };
}

export function historyOf(days: readonly PlayedDay[], today = TODAY): History {
  return makeHistory(days, today, priceByName);
}

/** How a badge stands by these days. */
export function badgeAt(id: string, days: readonly PlayedDay[], kept: readonly KeptGrade[] = []): BadgeStanding {
  const badge = evaluateBadges(historyOf(days), kept, NOON_MS).badges.find((one) => one.id === id);
  if (badge === undefined) throw new Error(`no badge ${id}`);
  return badge;
}

/** The highest grade of a badge by these days: 0 none, 1 Bronze to 4 Diamond; 1 for a badge without grades. */
export function gradeAt(id: string, days: readonly PlayedDay[]): number {
  return gradeOf(id, historyOf(days));
}

/** The same by a history of any kind. */
export function gradeOf(id: string, history: History): number {
  const badge = evaluateBadges(history, [], NOON_MS).badges.find((one) => one.id === id);
  if (badge === undefined) throw new Error(`no badge ${id}`);
  return badge.earned.length;
}

/** A day's cache by its hit rate and its reads per write, as whole tokens: neither is lower than asked for. */
export function wizardFacts(hit: number, reads: number): Partial<DayFacts> {
  const cacheReadTokens = Math.round(hit * 1_000_000);
  return { promptTokens: 1_000_000, cacheReadTokens, cacheWriteTokens: Math.floor(cacheReadTokens / reads) };
}

/** Calls of a thousand tokens each on a model, and what they cost. */
export function modelUse(model: string, calls: number, costNanos: number): ModelUse {
  return {
    tool: "t",
    model,
    calls,
    tokens: { ...NO_TOKENS, freshInput: calls * 1000 },
    costNanos,
  };
}
