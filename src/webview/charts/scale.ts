/** Round marks of an axis that begins at zero: 0, 20, 40 … up to the first that is not below the largest value. */
export function axisMarks(largest: number, atMost: number): readonly number[] {
  if (!Number.isFinite(largest) || largest <= 0) return [0, 1];
  const rough = largest / Math.max(1, atMost);
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((one) => one * magnitude >= rough * ALMOST) ?? 10) * magnitude;
  const marks = Math.max(1, Math.ceil((largest / step) * ALMOST));
  return Array.from({ length: marks + 1 }, (_, index) => index * step);
}

/** Largest of the marks: the top of the axis. */
export function topOf(marks: readonly number[]): number {
  return marks.at(-1) ?? 1;
}

const STEPS = [1, 2, 2.5, 5, 10] as const;
/** Divisions leave a trace in the last digit, which must not make a mark more. */
const ALMOST = 1 - 1e-9;

/** Each how-manieth label fits beside its neighbours. */
export function labelStep(count: number, widthPx: number, labelPx: number): number {
  return Math.max(1, Math.ceil((count * labelPx) / Math.max(1, widthPx)));
}

/** Levels 1 to 4 by quarters of the values that are not zero; 0 is for nothing. */
export function quarterLevels(values: readonly number[]): readonly number[] {
  const sorted = values.filter((value) => value > 0).toSorted((a, b) => a - b);
  const limits = [0.25, 0.5, 0.75].map((share) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
  return values.map((value) => (value > 0 ? 1 + limits.filter((limit) => value > limit).length : 0));
}
