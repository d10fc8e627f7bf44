/**
 * How often each of few whole numbers below 1024 occurred: `slot + 1024 × times`, in ascending order. One number for each,
 * as a ledger of a year has tens of thousands of them in memory.
 */
export type Histogram = readonly number[];

const SLOTS = 1024;

export const EMPTY_HISTOGRAM: Histogram = [];

/** @param times how often each slot occurred */
export function histogramOf(times: ReadonlyMap<number, number>): Histogram {
  return [...times].map(([slot, count]) => slot + SLOTS * count).toSorted((a, b) => (a % SLOTS) - (b % SLOTS));
}

export function mergeHistograms(histograms: Iterable<Histogram>): Histogram {
  const times = new Map<number, number>();
  for (const histogram of histograms) {
    for (const entry of histogram) {
      const slot = entry % SLOTS;
      times.set(slot, (times.get(slot) ?? 0) + Math.floor(entry / SLOTS));
    }
  }
  return histogramOf(times);
}

export function sizeOf(histogram: Histogram): number {
  let size = 0;
  for (const entry of histogram) size += Math.floor(entry / SLOTS);
  return size;
}

/** The lower median: the least slot that at least half of all lie at or below; `undefined` where there are none. */
export function medianOf(histogram: Histogram): number | undefined {
  const half = sizeOf(histogram) / 2;
  let below = 0;
  for (const entry of histogram) {
    below += Math.floor(entry / SLOTS);
    if (below >= half) return entry % SLOTS;
  }
  return undefined;
}
