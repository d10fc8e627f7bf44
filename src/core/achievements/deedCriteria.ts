import { t } from "@vscode/l10n";

import { formatCount } from "../format.ts";
import { atLeast, enough, percent, type Named } from "./condition.ts";
import type { Deeds, LandedDeeds } from "./deeds.ts";
import type { Criterion } from "./efficiency.ts";

export function budgetMonths(least: number): Criterion {
  const named: Named = (count) =>
    count === 1 ? t("1 month within budget") : t("{0} months within budget", formatCount(count));
  return ({ deeds }) => enough(deeds.budgetMonths ?? 0, least, named);
}

export function greenCycles(least: number): Criterion {
  const named: Named = (count) =>
    count === 1 ? t("once from failing to passing") : t("{0} times from failing to passing", formatCount(count));
  return ({ deeds }) => enough(deeds.greenCycles ?? 0, least, named);
}

/** Lines that are two weeks old. */
export function maturedLines(least: number): Criterion {
  const named: Named = (count) =>
    count === 1 ? t("1 line two weeks old") : t("{0} lines two weeks old", formatCount(count));
  return landed(({ maturedLines: lines }) => lines, least, named);
}

/** @param least share of the lines that has to be there after two weeks */
export function survival(least: number): Criterion {
  return ({ deeds }) => {
    const { maturedLines: lines, survivingLines } = deeds.landed ?? { maturedLines: 0, survivingLines: 0 };
    return atLeast(t("lines that stayed"), lines === 0 ? undefined : survivingLines / lines, least, percent);
  };
}

export function lastingChanges(least: number): Criterion {
  const named: Named = (count) =>
    count === 1 ? t("1 merged change that lasts") : t("{0} merged changes that last", formatCount(count));
  return landed(({ lastingChanges: changes }) => changes, least, named);
}

export function cleanings(least: number): Criterion {
  const named: Named = (count) =>
    count === 1 ? t("1 change that tidies up") : t("{0} changes that tidy up", formatCount(count));
  return landed(({ cleanings: changes }) => changes, least, named);
}

/** Why nothing can be said; `undefined` where something can. */
export const WHY_UNKNOWN = {
  budget: ({ budgetMonths: months }: Deeds) =>
    months === undefined ? t("there is no monthly budget to keep to yet") : undefined,
  landed: (deeds: Deeds) =>
    deeds.landed === undefined ? t("no history of a repository has been read yet") : undefined,
  tests: ({ greenCycles: cycles }: Deeds) => (cycles === undefined ? t("no test run has been seen yet") : undefined),
} as const;

function landed(countOf: (deeds: LandedDeeds) => number, least: number, named: Named): Criterion {
  return ({ deeds }) => enough(deeds.landed === undefined ? 0 : countOf(deeds.landed), least, named);
}
