import { t } from "@vscode/l10n";

import { atMost, enough, type Condition } from "./condition.ts";
import { tokensOfSlot } from "./dayBuilder.ts";
import type { Criterion } from "./efficiency.ts";
import { medianOf, sizeOf } from "./histogram.ts";
import { isActive, type Week } from "./history.ts";
import { formatCount, formatTokens } from "../format.ts";

/** Tokens per turn of the last 14 active days are no more than one's own of 90 days. */
export function steadyTurns(): Criterion {
  return ({ last14Active, last90 }): Condition => {
    const recent = medianOf(last14Active.sum.turnSizes);
    const usual = medianOf(last90.sum.turnSizes);
    const format = (slot: number): string => formatTokens(Math.round(tokensOfSlot(slot)));
    const condition = atMost(t("median tokens per turn"), recent, usual ?? 0, format);
    return usual === undefined
      ? condition
      : { ...condition, asks: t("median tokens per turn no higher than your own of the last 90 days") };
  };
}

export function answeredTurns(least: number): Criterion {
  return ({ last14Active }) =>
    enough(sizeOf(last14Active.sum.turnSizes), least, (count) =>
      count === 1 ? t("1 answered turn") : t("{0} answered turns", formatCount(count)),
    );
}

export function darkNights(least: number): Criterion {
  return ({ days }) => {
    const dark = days.filter(({ facts }) => isActive(facts) && facts.nightTokens === 0);
    return enough(dark.length, least, (count) =>
      count === 1
        ? t("1 active day without a night run")
        : t("{0} active days without a night run", formatCount(count)),
    );
  };
}

/** The longest run of whole weeks with work and rest in each. */
export function restfulWeeks(least: number, work: number, rest: number): Criterion {
  const isRestful = (week: Week): boolean => week.activeDays >= work && 7 - week.usedDays >= rest;
  return ({ weeks }) => {
    let run = 0;
    let longest = 0;
    // This week is not over: its days of rest may yet be worked through.
    for (const week of weeks.slice(0, -1)) {
      run = isRestful(week) ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return enough(longest, least, (count) =>
      count === 1 ? t("1 restful week in a row") : t("{0} restful weeks in a row", formatCount(count)),
    );
  };
}
