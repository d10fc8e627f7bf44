import { NO_USAGE, type UsageTotals } from "../../shared/usageTotals.ts";
import type { Insights, InsightsQuery, UsageFilter } from "../../shared/insights.ts";
import { promptTokens, totalTokens } from "../../shared/tokenCounts.ts";
import type { PriceOf } from "../achievements/rightSizing.ts";
import type { CountedTokens } from "../countedTokens.ts";
import { addDays, startOfMonth, startOfWeek, type DayKey, type LocalCalendar } from "../localDay.ts";
import { forecastMonth } from "./forecastMonth.ts";
import { makeSeries, type FilledBucket, type KeyedUsage } from "./makeSeries.ts";
import { extentOf, rangeBefore, resolveRange, type DayRange } from "./resolveRange.ts";
import { bucketFor, dayBuckets, hourBuckets } from "./timeBuckets.ts";
import { CACHE_FIELDS, NO_CACHE_SUMS, passes, totalsOf, type UsageCell } from "./usageCell.ts";
import { usageBy } from "./usageBy.ts";
import { whatIf } from "./whatIf.ts";

/** Usage of one key within a quarter of an hour. */
export interface QuarterUsage extends KeyedUsage {
  readonly startMs: number;
}

/** What insights are made from. */
export interface InsightsGround {
  readonly nowMs: number;
  readonly calendar: LocalCalendar;
  /** Usage by local day, in no order. */
  readonly days: ReadonlyMap<DayKey, readonly UsageCell[]>;
  /** Usage from an instant to before another. */
  readonly quartersOf: (fromMs: number, toMs: number) => readonly QuarterUsage[];
  /** Counted tokens of UTC days, both included. */
  readonly countedOf: (from: DayKey, to: DayKey) => CountedTokens;
  /** Prices of today. */
  readonly priceOf: PriceOf;
  readonly toolNames: Readonly<Record<string, string>>;
}

const HOUR_MS = 3_600_000;
const CALENDAR_WEEKS = 53;
const MOST_ROWS = 50;
const MOST_CHOICES = 1000;

/** @throws UserError for a range with a day that does not exist */
export function makeInsights(query: InsightsQuery, ground: InsightsGround): Insights {
  const { nowMs, calendar, countedOf, priceOf, toolNames } = ground;
  const { filter, stackBy } = query;
  const today = calendar.dayKey(nowMs);
  const extent = extentOf(ground.days.keys());
  const range = resolveRange(query.range, today, extent);
  const days = filtered(ground.days, filter);
  const cells = cellsIn(days, range);
  const totals = totalsOf(cells);
  const before = rangeBefore(range);
  const { seen, counted, uncounted } = countedOf(range.from, range.to);
  const bucket = bucketFor(query.bucket, range);
  return {
    madeAtMs: nowMs,
    ...range,
    totals,
    ...(extent !== undefined && extent.first <= before.from ? { before: totalsOf(cellsIn(days, before)) } : {}),
    series: makeSeries(
      bucket,
      stackBy,
      bucket === "hour"
        ? filledHours(range, filter, ground)
        : dayBuckets(bucket, range, calendar).map((one) => ({
            ...one,
            usage: one.days.flatMap((day) => days.get(day) ?? []),
          })),
    ),
    calendar: calendarOf(days, today),
    today,
    byTool: usageBy("tool", cells).slice(0, MOST_ROWS),
    byModel: usageBy("model", cells).slice(0, MOST_ROWS),
    byProject: usageBy("project", cells).slice(0, MOST_ROWS),
    byKind: usageBy("kind", cells).slice(0, MOST_ROWS),
    cache: cacheEconomicsOf(cells, totals),
    whatIf: whatIf(cells, priceOf),
    counted: { seen, counted, ...uncounted },
    burn: burnOf(days, range, today, ground, filter),
    choices: choicesOf(ground.days),
    toolNames,
  };
}

type UsageDays = ReadonlyMap<DayKey, readonly UsageCell[]>;

/** The days that have some of what the filter lets through, with that. */
function filtered(days: UsageDays, filter: UsageFilter): UsageDays {
  const some = new Map<DayKey, readonly UsageCell[]>();
  for (const [day, cells] of days) {
    const own = cells.filter((cell) => passes(cell, filter));
    if (own.length > 0) some.set(day, own);
  }
  return some;
}

function cellsIn(days: UsageDays, { from, to }: Pick<DayRange, "from" | "to">): readonly UsageCell[] {
  return [...days].flatMap(([day, cells]) => (from <= day && day <= to ? cells : []));
}

function filledHours(range: DayRange, filter: UsageFilter, { calendar, quartersOf }: InsightsGround): FilledBucket[] {
  const usage = hourBuckets(range, calendar).map((bucket) => ({ ...bucket, usage: new Array<KeyedUsage>() }));
  const first = usage[0];
  if (first === undefined) return [];
  const endMs = calendar.startOfDay(addDays(range.to, 1));
  let place = 0;
  const quarters = quartersOf(first.startMs, endMs).toSorted((a, b) => a.startMs - b.startMs);
  for (const quarter of quarters) {
    while ((usage[place + 1]?.startMs ?? Infinity) <= quarter.startMs) place += 1;
    if (passes(quarter, filter)) usage[place]?.usage.push(quarter);
  }
  return usage;
}

function calendarOf(days: UsageDays, today: DayKey): Insights["calendar"] {
  const from = addDays(startOfWeek(today), -7 * (CALENDAR_WEEKS - 1));
  return [...days]
    .filter(([day]) => from <= day && day <= today)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, cells]) => {
      const totals = totalsOf(cells);
      const { costNanos, unpricedTokens, calls } = totals;
      return { day, tokens: totalTokens(totals), costNanos, unpricedTokens, calls };
    });
}

function cacheEconomicsOf(cells: readonly UsageCell[], totals: UsageTotals): Insights["cache"] {
  const sum = { ...NO_CACHE_SUMS };
  for (const { cache } of cells) for (const field of CACHE_FIELDS) sum[field] += cache[field];
  return {
    promptTokens: promptTokens(totals),
    readTokens: totals.cacheRead,
    writeTokens: totals.cacheWrite5m + totals.cacheWrite1h,
    savedNanos: sum.savedNanos,
    writeExtraNanos: sum.writeExtraNanos,
    coldStarts: { count: sum.coldStarts, tokens: sum.coldTokens, costNanos: sum.coldNanos },
  };
}

function burnOf(
  days: UsageDays,
  range: DayRange,
  today: DayKey,
  { nowMs, quartersOf }: InsightsGround,
  filter: UsageFilter,
): Insights["burn"] {
  const activeDays = [...days].filter(([day]) => range.from <= day && day <= range.to);
  const { costNanos, ...active } = totalsOf(activeDays.flatMap(([, cells]) => cells));
  const mean = (sum: number): number => (activeDays.length === 0 ? 0 : Math.round(sum / activeDays.length));
  const usageOf = (day: DayKey): UsageTotals => {
    const cells = days.get(day);
    return cells === undefined ? NO_USAGE : totalsOf(cells);
  };
  const first = extentOf(days.keys())?.first;
  const monthEnd = first === undefined ? undefined : forecastMonth(today, first, usageOf);
  return {
    lastHour: totalsOf(quartersOf(nowMs - HOUR_MS + 1, nowMs + 1).filter((part) => passes(part, filter))),
    perActiveDay: { tokens: mean(totalTokens(active)), costNanos: mean(costNanos), days: activeDays.length },
    monthToDate: totalsOf(cellsIn(days, { from: startOfMonth(today), to: today })),
    ...(monthEnd === undefined ? {} : { monthEnd }),
  };
}

/** All names there are; where they are more than anyone looks through, the most used. */
function choicesOf(days: UsageDays): Insights["choices"] {
  const all = [...days.values()].flat();
  const names = (what: "tool" | "model" | "project"): string[] =>
    usageBy(what, all)
      .slice(0, MOST_CHOICES)
      .map(({ key }) => key)
      .toSorted((a, b) => (a < b ? -1 : 1));
  return { tools: names("tool"), models: names("model"), projects: names("project") };
}
