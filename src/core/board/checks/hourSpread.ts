export interface HourSpread {
  /** Active hours of all days. */
  readonly hours: number;
  /** Entropy of the hours of the day that they fall on: 0 for always the same hour, 4.58 for round the clock. */
  readonly bits: number;
}

/** @param days a bit for each UTC hour with use, per day */
export function spreadOf(days: readonly number[]): HourSpread {
  const perHour = Array.from({ length: 24 }, (_, hour) => days.filter((bits) => (bits & (1 << hour)) !== 0).length);
  const hours = perHour.reduce((all, n) => all + n, 0);
  const bits = perHour.reduce((all, n) => (n === 0 ? all : all - (n / hours) * Math.log2(n / hours)), 0);
  return { hours, bits };
}
