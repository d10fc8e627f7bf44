import { t } from "@vscode/l10n";

import { formatCount, formatDecimal, formatPercentTenths } from "../format.ts";

/** One thing that a grade asks for, and how it stands. */
export interface Condition {
  /** `cache hit of at least 96.5%`. */
  readonly asks: string;
  /** `cache hit 96.1% of 96.5%`; without the goal where it is met. */
  readonly stands: string;
  /** What keeps it from being judged, where more use alone does not help. */
  readonly whyUnknown?: string;
  readonly isMet: boolean;
  /** 0 to 1; 1 where it is met. */
  readonly progress: number;
}

/** A figure that cannot be told, and why, where more use alone does not help. */
interface UntoldFigure {
  readonly why: string;
}

/** `undefined` where there is nothing to tell it from yet. */
export type Figure = number | UntoldFigure | undefined;

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
 * @param from where progress begins: the figure that comes by itself
 */
export function atLeast(
  what: string,
  value: Figure,
  least: number,
  format: (value: number, round: "up" | "down") => string,
  from = 0,
): Condition {
  const goal = format(least, "up");
  const asks = t("{0} of at least {1}", what, goal);
  if (typeof value !== "number") return { asks, ...untold(what, value) };
  const isMet = value >= least;
  const figure = format(value, "down");
  return {
    asks,
    // Rounded away from the goal while it is not met, so that the two never read the same.
    stands: isMet ? `${what} ${figure}` : t("{0} {1} of {2}", what, figure, goal),
    isMet,
    progress: isMet ? 1 : clamp((value - from) / (least - from)),
  };
}

/** A figure that has to be low. */
export function atMost(
  what: string,
  value: Figure,
  most: number,
  format: (value: number, round: "up" | "down") => string,
): Condition {
  const goal = format(most, "down");
  const asks = t("{0} of at most {1}", what, goal);
  if (typeof value !== "number") return { asks, ...untold(what, value) };
  const isMet = value <= most;
  const figure = format(value, "up");
  return {
    asks,
    stands: isMet ? `${what} ${figure}` : t("{0} {1} (goal: at most {2})", what, figure, goal),
    isMet,
    progress: isMet ? 1 : clamp(most / value),
  };
}

function untold(what: string, figure: UntoldFigure | undefined): Omit<Condition, "asks"> {
  const isUnmet = { isMet: false, progress: 0 } as const;
  if (figure === undefined) return { ...isUnmet, stands: t("{0} not known yet", what) };
  return { ...isUnmet, stands: t("{0} not known ({1})", what, figure.why), whyUnknown: figure.why };
}

/** `96.1%`. */
export function percent(fraction: number, round: "up" | "down"): string {
  return formatPercentTenths(rounded(100 * fraction, round) / 100);
}

/** `38% of the window`. */
export function percentOfWindow(fraction: number, round: "up" | "down"): string {
  return t("{0} of the window", percent(fraction, round));
}

/** `24.5 times the median day`. */
export function timesMedianDay(value: number, round: "up" | "down"): string {
  return t("{0} times the median day", ratio(value, round));
}

/** `24.5`. */
export function ratio(value: number, round: "up" | "down"): string {
  return Number.isFinite(value) ? formatDecimal(rounded(value, round)) : t("without end");
}

function rounded(value: number, round: "up" | "down"): number {
  // What a fraction such as 0.955 × 100 is off by must not round it up.
  const tenths = Math.round(10 * value * 1e6) / 1e6;
  return (round === "up" ? Math.ceil(tenths) : Math.floor(tenths)) / 10;
}

function clamp(progress: number): number {
  // Near is not there: only what is met is 1.
  return Math.max(0, Math.min(0.999, progress));
}
