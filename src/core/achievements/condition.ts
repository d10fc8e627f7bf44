import { t } from "@vscode/l10n";

import { formatCount, formatDecimal } from "../format.ts";

/** One thing that a grade asks for, and how it stands. */
export interface Condition {
  /** `cache hit of at least 96.5 %`. */
  readonly asks: string;
  /** `cache hit 96.1 % of 96.5 %`; without the goal where it is met. */
  readonly stands: string;
  readonly isMet: boolean;
  /** 0 to 1; 1 where it is met. */
  readonly progress: number;
}

/** A number of what is counted: `1 sitting`, `12 sittings`. */
export type Named = (count: number) => string;

/** A number that has to be reached. */
export function enough(count: number, least: number, named: Named): Condition {
  const isMet = count >= least;
  return {
    asks: named(least),
    stands: isMet ? named(count) : t("{0} of {1}", formatCount(count), named(least)),
    isMet,
    progress: Math.min(1, count / least),
  };
}

/**
 * A figure that has to be high.
 * @param value `undefined` where there is nothing to tell it from
 * @param from where progress begins: the figure that comes by itself
 */
export function atLeast(
  what: string,
  value: number | undefined,
  least: number,
  format: (value: number, round: "up" | "down") => string,
  from = 0,
): Condition {
  const isMet = value !== undefined && value >= least;
  const goal = format(least, "up");
  return {
    asks: t("{0} of at least {1}", what, goal),
    // Rounded away from the goal while it is not met, so that the two never read the same.
    stands: isMet
      ? `${what} ${format(value, "down")}`
      : value === undefined
        ? t("{0} not known yet", what)
        : t("{0} {1} of {2}", what, format(value, "down"), goal),
    isMet,
    progress: isMet ? 1 : clamp(((value ?? from) - from) / (least - from)),
  };
}

/** A figure that has to be low. */
export function atMost(
  what: string,
  value: number | undefined,
  most: number,
  format: (value: number, round: "up" | "down") => string,
): Condition {
  const isMet = value !== undefined && value <= most;
  const goal = format(most, "down");
  return {
    asks: t("{0} of at most {1}", what, goal),
    stands: isMet
      ? `${what} ${format(value, "up")}`
      : value === undefined
        ? t("{0} not known yet", what)
        : t("{0} {1} and not {2}", what, format(value, "up"), goal),
    isMet,
    progress: isMet ? 1 : value === undefined ? 0 : clamp(most / value),
  };
}

/** `96.1 %`. */
export function percent(fraction: number, round: "up" | "down"): string {
  return `${rounded(100 * fraction, round)} %`;
}

/** `38 % of the window`. */
export function percentOfWindow(fraction: number, round: "up" | "down"): string {
  return t("{0} of the window", percent(fraction, round));
}

/** `24.5`. */
export function ratio(value: number, round: "up" | "down"): string {
  return Number.isFinite(value) ? rounded(value, round) : t("without end");
}

function rounded(value: number, round: "up" | "down"): string {
  // What a fraction such as 0.955 × 100 is off by must not round it up.
  const tenths = Math.round(10 * value * 1e6) / 1e6;
  return formatDecimal((round === "up" ? Math.ceil(tenths) : Math.floor(tenths)) / 10);
}

function clamp(progress: number): number {
  // Near is not there: only what is met is 1.
  return Math.max(0, Math.min(0.999, progress));
}
