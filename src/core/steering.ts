/** Whether a person was at the wheel when a call was made: 1 steered, 0 unattended. Stored with each event. */
export type Mode = 0 | 1;

/** A call is steered within this time after a message typed by a person in the same root session. */
export const STEERED_WINDOW_MS = 15 * 60 * 1000;

/** @param turnTimesMs times of the root session's human turns, ascending */
export function modeAt(atMs: number, turnTimesMs: ArrayLike<number>): Mode {
  let low = 0;
  let high = turnTimesMs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((turnTimesMs[middle] ?? Infinity) <= atMs) low = middle + 1;
    else high = middle;
  }
  const latest = turnTimesMs[low - 1];
  return latest !== undefined && atMs - latest <= STEERED_WINDOW_MS ? 1 : 0;
}
