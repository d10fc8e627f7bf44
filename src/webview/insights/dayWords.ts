import { t } from "@vscode/l10n";

import { perLocale } from "../../core/locale.ts";
import type { Bucket } from "../../shared/insights.ts";

/* Days are those of the person's calendar, whatever zone the page is drawn in: they are read as days of UTC throughout. */
const shortDay = perLocale(
  (name) => new Intl.DateTimeFormat(name, { month: "short", day: "numeric", timeZone: "UTC" }),
);
const weekdayAndDay = perLocale(
  (name) =>
    new Intl.DateTimeFormat(name, {
      weekday: "short",
      month: "short",
      day: "numeric",
      year: "numeric",
      timeZone: "UTC",
    }),
);
const longDay = perLocale((name) => new Intl.DateTimeFormat(name, { dateStyle: "medium", timeZone: "UTC" }));
const weekday = perLocale((name) => new Intl.DateTimeFormat(name, { weekday: "short", timeZone: "UTC" }));
const month = perLocale((name) => new Intl.DateTimeFormat(name, { month: "short", timeZone: "UTC" }));
const monthAndYear = perLocale(
  (name) => new Intl.DateTimeFormat(name, { month: "short", year: "numeric", timeZone: "UTC" }),
);
const DAY_MS = 86_400_000;

/** `Nov 22, 2026`. */
export function dayWords(day: string): string {
  return longDay().format(Date.parse(day));
}

/** `Sun, Nov 22, 2026`. */
export function weekdayWords(day: string): string {
  return weekdayAndDay().format(Date.parse(day));
}

/** `Sun`. */
export function weekdayName(day: string): string {
  return weekday().format(Date.parse(day));
}

/** `Nov`. */
export function monthWords(day: string): string {
  return month().format(Date.parse(day));
}

/** A bucket's label as it stands below an axis: `Nov 22`, `14:00`, `Week 47`, `Nov 2026`. */
export function shortBucket(bucket: Bucket, label: string): string {
  switch (bucket) {
    case "hour":
      return `${label.slice(11)}:00`;
    case "day":
      return shortDay().format(Date.parse(label));
    case "week":
      return t("Week {0}", Number(label.slice(6)));
    case "month":
      return monthAndYear().format(Date.parse(`${label}-01`));
  }
}

/** A bucket's label in full, to be read out. */
export function longBucket(bucket: Bucket, label: string): string {
  switch (bucket) {
    case "hour":
      return `${weekdayWords(label.slice(0, 10))}, ${label.slice(11)}:00`;
    case "day":
      return weekdayWords(label);
    case "week":
      return t("Week {0} of {1}", Number(label.slice(6)), label.slice(0, 4));
    case "month":
      return monthAndYear().format(Date.parse(`${label}-01`));
  }
}

/** Day so many days after another, both as `2026-11-22`. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Monday is 0. */
export function weekdayOf(day: string): number {
  return (new Date(Date.parse(day)).getUTCDay() + 6) % 7;
}
