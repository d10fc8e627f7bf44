import { WIRE_BOUNDS } from "../../shared/board/wireBounds.ts";

const HOUR_MS = 3_600_000;
/** Less is not told from the way a request takes; the figure is that of Sentry's relay. */
const IGNORED_MS = 55 * 60_000;

/**
 * Whole hours to add to the hours of a batch, because its sender's clock is off by as much: 0 for less than 55 minutes,
 * `undefined` for a clock that is too wrong to be corrected.
 */
export function hoursToAdd(sentAtMs: number, receivedAtMs: number): number | undefined {
  const skewMs = receivedAtMs - sentAtMs;
  if (Math.abs(skewMs) < IGNORED_MS) return 0;
  const hours = Math.round(skewMs / HOUR_MS);
  return Math.abs(hours) > WIRE_BOUNDS.skewHours ? undefined : hours;
}
