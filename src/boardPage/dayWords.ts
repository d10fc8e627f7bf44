const DAY_MS = 86_400_000;
const shortDay = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", timeZone: "UTC" });
const longDay = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });
const moment = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "short" });

/* Days are UTC days since 1970, which is what the board counts in. */

/** `Nov 22`. */
export function shortDayWords(day: number): string {
  return shortDay.format(day * DAY_MS);
}

/** `Nov 22, 2026`. */
export function dayWords(day: number): string {
  return longDay.format(day * DAY_MS);
}

/** UTC day of an instant. */
export function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS);
}

/** `Nov 22, 2026, 3:15 PM`, by the reader's own clock. */
export function momentWords(ms: number): string {
  return moment.format(ms);
}
