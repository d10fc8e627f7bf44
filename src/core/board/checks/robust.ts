/** `undefined` of nothing. */
export function medianOf(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  const lower = sorted.length % 2 === 1 ? upper : sorted[middle - 1];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}

/** What is usual: half of the values lie within `deviation` of `median`. */
export interface Usual {
  readonly median: number;
  readonly deviation: number;
  readonly count: number;
}

/** `undefined` of nothing. */
export function usualOf(values: readonly number[]): Usual | undefined {
  const median = medianOf(values);
  const deviation = median === undefined ? undefined : medianOf(values.map((value) => Math.abs(value - median)));
  return median === undefined || deviation === undefined ? undefined : { median, deviation, count: values.length };
}

/** Median deviation of a normal distribution, in its standard deviations. */
const NORMAL = 0.6745;

/**
 * Modified z: how many standard deviations above the median the value lies, as the deviation of the middle half tells.
 *
 * @param leastDeviation taken where the values hardly differ, so that not every other one is infinitely unusual
 */
export function modifiedZ(value: number, { median, deviation }: Usual, leastDeviation: number): number {
  return (NORMAL * (value - median)) / Math.max(deviation, NORMAL * leastDeviation);
}
