import { formatCount } from "../format.ts";

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

/** @param unit what is counted, in the singular; a plural that is not made with an s is given too */
export function enough(count: number, least: number, unit: string, units = `${unit}s`): Condition {
  const isMet = count >= least;
  const named = (number: number): string => `${formatCount(number)} ${number === 1 ? unit : units}`;
  return {
    asks: named(least),
    stands: isMet ? named(count) : `${formatCount(count)} of ${named(least)}`,
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
    asks: `${what} of at least ${goal}`,
    // Rounded away from the goal while it is not met, so that the two never read the same.
    stands:
      value === undefined ? `${what} not known yet` : `${what} ${format(value, "down")}${isMet ? "" : ` of ${goal}`}`,
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
    asks: `${what} of at most ${goal}`,
    stands:
      value === undefined
        ? `${what} not known yet`
        : `${what} ${format(value, "up")}${isMet ? "" : ` and not ${goal}`}`,
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
  return `${percent(fraction, round)} of the window`;
}

/** `24.5`. */
export function ratio(value: number, round: "up" | "down"): string {
  return Number.isFinite(value) ? rounded(value, round) : "without end";
}

function rounded(value: number, round: "up" | "down"): string {
  // What a fraction such as 0.955 × 100 is off by must not round it up.
  const tenths = Math.round(10 * value * 1e6) / 1e6;
  return String((round === "up" ? Math.ceil(tenths) : Math.floor(tenths)) / 10);
}

function clamp(progress: number): number {
  // Near is not there: only what is met is 1.
  return Math.max(0, Math.min(0.999, progress));
}
