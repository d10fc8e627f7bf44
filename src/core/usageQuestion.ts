import { t } from "@vscode/l10n";

import { addDays, createLocalCalendar, startOfMonth, startOfWeek } from "./localDay.ts";

/** Periods that usage is asked for in a chat, and how each is called. All end now but yesterday. */
export const PERIODS = {
  today: () => t("Today"),
  yesterday: () => t("Yesterday"),
  week: () => t("This week"),
  month: () => t("This month"),
  last7Days: () => t("The last 7 days"),
  last30Days: () => t("The last 30 days"),
} as const satisfies Readonly<Record<string, () => string>>;
export type Period = keyof typeof PERIODS;

export const SCOPES = ["everything", "project"] as const;
export type Scope = (typeof SCOPES)[number];

export interface UsageQuestion {
  readonly period: Period;
  /** All that was used on this machine, or only in the folders that are open. */
  readonly scope: Scope;
}

/** Words that ask for a period, the more special ones first. */
const PERIOD_WORDS: readonly (readonly [RegExp, Period])[] = [
  [/\byesterday\b/i, "yesterday"],
  [/\b(30|thirty)\b|\bpast month\b|\blast month\b/i, "last30Days"],
  [/\b(7|seven)\b|\bpast week\b|\blast week\b/i, "last7Days"],
  [/\bmonth/i, "month"],
  [/\bweek/i, "week"],
];
const PROJECT_WORDS = /\b(project|repo|repository|workspace|folder|here)\b/i;

/**
 * The question that a person asks in words or by a command's name, such as `week` or `project`. Words that say nothing ask for
 * today and for everything.
 */
export function readQuestion(command: string | undefined, words: string): UsageQuestion {
  const text = `${command ?? ""} ${words}`;
  const named = PERIOD_WORDS.find(([pattern]) => pattern.test(text))?.[1];
  const scope = PROJECT_WORDS.test(text) ? "project" : "everything";
  const saysToday = /\btoday\b/i.test(text);
  // A project is rarely of one day: without a word about time all of its last month is meant.
  return { period: named ?? (scope === "project" && !saysToday ? "last30Days" : "today"), scope };
}

/** The question a language model asks by the tool's input; what it leaves out or gets wrong is as in `readQuestion`. */
export function questionOfInput(input: unknown): UsageQuestion {
  const fields: { readonly period?: unknown; readonly scope?: unknown } =
    typeof input === "object" && input !== null ? input : {};
  const { period, scope } = fields;
  return {
    period: typeof period === "string" && isPeriod(period) ? period : "today",
    scope: scope === "project" ? "project" : "everything",
  };
}

function isPeriod(text: string): text is Period {
  return Object.hasOwn(PERIODS, text);
}

/** The instants a period holds, in the days of a time zone: the first one and the first one no longer. */
export function spanOfPeriod(
  period: Period,
  nowMs: number,
  timeZone: string,
): { readonly sinceMs: number; readonly untilMs: number | undefined } {
  const calendar = createLocalCalendar(timeZone);
  const today = calendar.dayKey(nowMs);
  if (period === "yesterday") {
    return { sinceMs: calendar.startOfDay(addDays(today, -1)), untilMs: calendar.startOfDay(today) };
  }
  const first = {
    today,
    week: startOfWeek(today),
    month: startOfMonth(today),
    last7Days: addDays(today, -6),
    last30Days: addDays(today, -29),
  }[period];
  return { sinceMs: calendar.startOfDay(first), untilMs: undefined };
}
