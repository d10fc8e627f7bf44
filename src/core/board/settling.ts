import { PROVISIONAL_SIGNALS } from "./provisionalSignals.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What a row has to wait for before it counts for the rank, and how late it may come at all. */
export const SETTLING = {
  /** After the end of the row's hour: time to notice an error, and to correct it. */
  afterHourMs: DAY_MS,
  /** After the device came: one that is made for a day's figures gains nothing. */
  afterDeviceMs: 3 * DAY_MS,
  /** After the end of the hour: what is first seen later, or raised by later, is history of the member alone (C17). */
  latestMs: 7 * DAY_MS,
} as const;

export interface SettlingRow {
  /** UTC hour since 1970, by the board's clock. */
  readonly hour: number;
  readonly firstSeenMs: number;
  readonly deviceCreatedMs: number;
  /** A bit for each check that the row has broken. */
  readonly signals: number;
}

/** From when on a row counts for the rank; `undefined` for one that never does. The board's database has the same rule. */
export function settlesAtMs({ hour, firstSeenMs, deviceCreatedMs, signals }: SettlingRow): number | undefined {
  const endMs = (hour + 1) * HOUR_MS;
  // Bitwise: the checks are fewer than the bits that an operator takes.
  if ((signals & PROVISIONAL_SIGNALS) !== 0 || firstSeenMs > endMs + SETTLING.latestMs) return undefined;
  return Math.max(endMs + SETTLING.afterHourMs, deviceCreatedMs + SETTLING.afterDeviceMs);
}
