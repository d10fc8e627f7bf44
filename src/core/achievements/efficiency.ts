import { t } from "@vscode/l10n";

import { formatCount } from "../format.ts";
import {
  atLeast,
  atMost,
  enough,
  percent,
  percentOfWindow,
  ratio,
  timesMedianDay,
  type Condition,
  type Figure,
  type Named,
} from "./condition.ts";
import { medianOf } from "./histogram.ts";
import { isActive, type History, type Period, type Week } from "./history.ts";
import { rightSizing } from "./rightSizing.ts";

/** One thing that a grade asks for. */
export type Criterion = (history: History) => Condition;

/** Days that a criterion looks at, and the words for what is counted in them. */
export interface Span {
  readonly of: (history: History) => Period;
  readonly activeDays: Named;
  readonly humanTurns: Named;
}

export const last14Active: Span = {
  of: (history) => history.last14Active,
  activeDays: (count) => (count === 1 ? t("1 active day") : t("{0} active days", formatCount(count))),
  humanTurns: (count) => (count === 1 ? t("1 human turn") : t("{0} human turns", formatCount(count))),
};
export const last28: Span = {
  of: (history) => history.last28,
  activeDays: (count) =>
    count === 1 ? t("1 active day in 28 days") : t("{0} active days in 28 days", formatCount(count)),
  humanTurns: (count) =>
    count === 1 ? t("1 human turn in 28 days") : t("{0} human turns in 28 days", formatCount(count)),
};
export const before28: Span = {
  of: (history) => history.before28,
  activeDays: (count) =>
    count === 1
      ? t("1 active day in the 28 days before")
      : t("{0} active days in the 28 days before", formatCount(count)),
  humanTurns: (count) =>
    count === 1
      ? t("1 human turn in the 28 days before")
      : t("{0} human turns in the 28 days before", formatCount(count)),
};
export const last30: Span = {
  of: (history) => history.last30,
  activeDays: (count) =>
    count === 1 ? t("1 active day in 30 days") : t("{0} active days in 30 days", formatCount(count)),
  humanTurns: (count) =>
    count === 1 ? t("1 human turn in 30 days") : t("{0} human turns in 30 days", formatCount(count)),
};

/** Cache hit that comes by itself: 95 % is typical, and far less where a cache is not used. */
const COMMON_CACHE_HIT = 0.9;
/** Steered share from which on what is done on a day counts: half of what the caps of counted tokens let pass. */
const LEAST_STEERED = 0.25;
/** Costs are not compared where more than this share of tokens has no known price. */
const MOST_UNPRICED = 0.05;

export function activeDays(span: Span, least: number): Criterion {
  return (history) => enough(span.of(history).activeDays, least, span.activeDays);
}

export function humanTurns(span: Span, least: number): Criterion {
  return (history) => enough(span.of(history).sum.turns, least, span.humanTurns);
}

export function cacheHit({ of }: Span, least: number): Criterion {
  return (history) => atLeast(t("cache hit"), cacheHitOf(of(history)), least, percent, COMMON_CACHE_HIT);
}

export function cacheHitOf({ sum }: Pick<Period, "sum">): number | undefined {
  return quotient(sum.cacheReadTokens, sum.promptTokens);
}

export function steeredShare({ of }: Span, least: number): Criterion {
  return (history) => atLeast(t("steered share"), steeredShareOf(of(history)), least, percent);
}

export function steeredShareOf({ sum }: Pick<Period, "sum">): number | undefined {
  return quotient(sum.steeredTokens, sum.tokens);
}

export function readsPerWrite({ of }: Span, least: number): Criterion {
  return (history) => {
    const { cacheReadTokens, cacheWriteTokens } = of(history).sum;
    // Makers that do not charge for writing to a cache do not report it either.
    const reads = cacheReadTokens === 0 ? undefined : cacheReadTokens / cacheWriteTokens;
    return atLeast(t("cache reads per write"), reads, least, ratio);
  };
}

export function medianPrompt({ of }: Span, most: number): Criterion {
  return (history) => {
    const median = medianOf(of(history).sum.windowShares);
    const value = median === undefined ? undefined : median / 100;
    return atMost(t("median prompt"), value, most, percentOfWindow);
  };
}

/** Days that are active and of which at least half of the calls have a small prompt. */
export function thriftyDays(least: number, turns: number): Criterion {
  return ({ days }) => {
    const thrifty = days.filter(({ facts }) => {
      const { promptCalls, thriftyCalls } = facts;
      return isActive(facts) && facts.turns >= turns && promptCalls > 0 && thriftyCalls >= promptCalls / 2;
    });
    return enough(thrifty.length, least, (count) =>
      count === 1 ? t("1 thrifty day") : t("{0} thrifty days", formatCount(count)),
    );
  };
}

type DayCount =
  | "warmStarts"
  | "cleanSlates"
  | "crispTurns"
  | "cameBacks"
  | "delegations"
  | "deepWorks"
  | "secondOpinions";

/**
 * Sessions or turns of all days. Those of a day that ran almost wholly by itself do not count: an hour at the keyboard
 * beside agents that never sleep is no craft.
 * @param mostPerDay more of them on one day do not count
 */
export function lifetime(count: DayCount, least: number, named: Named, mostPerDay = Infinity): Criterion {
  return ({ days }) => {
    let sum = 0;
    let leftOut = 0;
    for (const { facts } of days) {
      const some = Math.min(mostPerDay, facts[count]);
      if (facts.steeredTokens >= LEAST_STEERED * facts.tokens) sum += some;
      else leftOut += some;
    }
    const condition = enough(sum, least, named);
    if (leftOut === 0) return condition;
    return {
      ...condition,
      stands: t("{0} ({1} more on days that ran by themselves)", condition.stands, formatCount(leftOut)),
    };
  };
}

export function savedByRightSizing({ of }: Span, least: number, leastShare: number): Criterion {
  return (history) => {
    const { sum } = of(history);
    const { saved } = rightSizing(sum.uses, leastShare, history.priceOf);
    return atLeast(t("saving against the most expensive model"), saved ?? unpriced(sum), least, percent);
  };
}

export function modelsInUse({ of }: Span, least: number, leastShare: number): Criterion {
  return (history) => {
    const { models } = rightSizing(of(history).sum.uses, leastShare, history.priceOf);
    return enough(models, least, (count) =>
      count === 1 ? t("1 model with 5% of calls") : t("{0} models with 5% of calls each", formatCount(count)),
    );
  };
}

export function costPerTurnAgainst({ of }: Span, before: Span, most: number): Criterion {
  return (history) => {
    const now = of(history).sum;
    const then = before.of(history).sum;
    const change: Figure = unpriced(now) ?? unpriced(then) ?? quotient(costPerTurn(now), costPerTurn(then));
    return atMost(t("cost per turn against the 28 days before"), change, most, percent);
  };
}

function costPerTurn({ costNanos, turns }: Period["sum"]): number | undefined {
  return quotient(costNanos, turns);
}

export function costliestDay({ of }: Span, most: number): Criterion {
  return (history) => {
    const period = of(history);
    const costs = period.days
      .flatMap(({ facts }) => (isActive(facts) ? [facts.costNanos] : []))
      .toSorted((a, b) => a - b);
    const median = costs[Math.floor((costs.length - 1) / 2)];
    const costliest = Math.max(0, ...period.days.map(({ facts }) => facts.costNanos));
    const times: Figure = unpriced(period.sum) ?? quotient(costliest, median);
    return atMost(t("costliest day"), times, most, timesMedianDay);
  };
}

/** Why costs are not compared; `undefined` where they are. */
function unpriced({ unpricedTokens, tokens }: Period["sum"]): Exclude<Figure, number> {
  if (unpricedTokens <= MOST_UNPRICED * tokens) return undefined;
  const most = percent(MOST_UNPRICED, "down");
  return {
    why: t("{0} of the tokens have no known price, at most {1} may", percent(unpricedTokens / tokens, "up"), most),
  };
}

/** A week below `bad` that was followed by two of at least `good`. */
export function cacheRescue(bad: number, good: number, turns: number): Criterion {
  return ({ weeks }) => {
    const isGood = (week: Week | undefined): boolean =>
      week !== undefined && week.turns >= turns && hitOf(week) >= good;
    const bads = weeks.flatMap((week, index) => (week.turns >= turns && hitOf(week) < bad ? [index] : []));
    const goodAfter = bads.map((index) => (isGood(weeks[index + 1]) ? (isGood(weeks[index + 2]) ? 2 : 1) : 0));
    const best = Math.max(-1, ...goodAfter);
    return {
      asks: t(
        "a week below {0} cache hit, then two of at least {1}, {2} turns each",
        percent(bad, "up"),
        percent(good, "up"),
        formatCount(turns),
      ),
      stands:
        best === -1
          ? t("no week below {0} cache hit", percent(bad, "up"))
          : t("{0} of 2 weeks of at least {1} after it", best, percent(good, "up")),
      isMet: best === 2,
      progress: (best + 1) / 3,
    };
  };
}

function hitOf(week: Week): number {
  return quotient(week.cacheReadTokens, week.promptTokens) ?? 0;
}

function quotient(part: number | undefined, whole: number | undefined): number | undefined {
  return part === undefined || whole === undefined || whole === 0 ? undefined : part / whole;
}
