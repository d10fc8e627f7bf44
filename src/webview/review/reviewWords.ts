import { t } from "@vscode/l10n";

import {
  formatCount,
  formatDecimal,
  formatMoney,
  formatModel,
  formatPercent,
  formatTokens,
} from "../../core/format.ts";
import { perLocale } from "../../core/locale.ts";
import type { Currency } from "../../shared/currency.ts";
import type { Mark, Saving, SessionCommits, SessionOutcome } from "../../shared/weeklyReview.ts";

const dayRange = perLocale((name) => new Intl.DateTimeFormat(name, { dateStyle: "medium", timeZone: "UTC" }));
const moment = perLocale(
  (name) =>
    new Intl.DateTimeFormat(name, {
      weekday: "short",
      month: "short",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
    }),
);

/** `Nov 16 – 22, 2026`. */
export function daysText(from: string, to: string): string {
  return dayRange().formatRange(Date.parse(from), Date.parse(to));
}

/** `Mon, Nov 16, 10:05 AM – 12:40 PM`, in the reader's time zone. */
export function spanText(startMs: number, endMs: number): string {
  return moment().formatRange(startMs, endMs);
}

/** How a figure stands to that of the week before; unknown is not said to be a change. */
export function changeText(now: number, before: number | undefined): string {
  if (before === undefined) return t("The week before is not known.");
  if (before === 0) return now === 0 ? t("As in the week before.") : t("None in the week before.");
  const change = (now - before) / before;
  if (Math.abs(change) < 0.005) return t("As in the week before.");
  // A percentage past a hundred is hard to read.
  if (change >= 1) return t("{0} times that of the week before.", formatDecimal(now / before));
  return change > 0
    ? t("{0} more than the week before.", formatPercent(change))
    : t("{0} less than the week before.", formatPercent(-change));
}

export function markText(mark: Mark): string {
  switch (mark) {
    case "useful":
      return t("Useful");
    case "partly":
      return t("Partly");
    case "wasted":
      return t("Wasted");
  }
}

/** What came of a session as far as its repository tells, and why that is not known. */
export function commitsText(commits: SessionCommits): string {
  switch (commits.kind) {
    case "found":
      return foundText(commits);
    case "none":
      return t("No commit of yours in its repository while it ran or in the two hours after.");
    case "noFolder":
      return t("Commits not known: the log does not tell which folder it ran in.");
    case "folderGone":
      return t("Commits not known: its folder is gone.");
    case "noRepository":
      return t("Its folder is in no Git repository.");
    case "noAuthor":
      return t("Commits not known: the repository does not say who you are (user.email).");
    case "unreadable":
      return t("Commits not known: the repository could not be read.");
  }
}

function foundText(found: Extract<SessionCommits, { readonly kind: "found" }>): string {
  const { commits, files, linesAdded, linesRemoved, changedTests } = found;
  const figures = [formatCount(files), formatCount(linesAdded), formatCount(linesRemoved)] as const;
  if (commits === 1) {
    return changedTests
      ? t("1 commit of yours, with tests. Files changed: {0}, lines added: {1}, removed: {2}.", ...figures)
      : t("1 commit of yours, without tests. Files changed: {0}, lines added: {1}, removed: {2}.", ...figures);
  }
  const count = formatCount(commits);
  return changedTests
    ? t("{0} commits of yours, with tests. Files changed: {1}, lines added: {2}, removed: {3}.", count, ...figures)
    : t("{0} commits of yours, without tests. Files changed: {1}, lines added: {2}, removed: {3}.", count, ...figures);
}

export function testRunsText({ count, passed }: SessionOutcome["testRuns"]): string {
  if (count === 0) return t("No test run was seen in the editor.");
  if (count === 1) return passed === 1 ? t("1 test run, green.") : t("1 test run, not green.");
  return t("{0} test runs, {1} of them green.", formatCount(count), formatCount(passed));
}

/** A saving in words: what was found, how much it is, what to do, and what that is worked out from. */
export interface SavingWords {
  readonly title: string;
  readonly amount: string;
  readonly advice: string;
  readonly assumption: string;
}

export function savingWords({ kind, amountNanos, count, model = "" }: Saving, currency: Currency): SavingWords {
  const money = formatMoney(amountNanos, currency);
  const number = formatCount(count);
  const mark = formatTokens(150_000);
  switch (kind) {
    case "longContexts":
      return {
        title:
          count === 1
            ? t("1 session grew past {0} tokens of context", mark)
            : t("{0} sessions grew past {1} tokens of context", number, mark),
        amount: t("about {0}", money),
        advice: t("Past that, a fresh session with a short summary reads less in every call."),
        assumption: t(
          "For one fresh start each, with as much context as the session began with, {0} tokens at least. Writing it is taken off.",
          formatTokens(30_000),
        ),
      };
    case "coldStarts":
      return {
        title:
          count === 1
            ? t("1 context was sent anew after a break")
            : t("{0} contexts were sent anew after a break", number),
        amount: t("about {0}", money),
        advice: t("Bring a step to its end before a break, or begin afresh after it: caches live for minutes."),
        assumption: t("Against reading the same context from the cache in time."),
      };
    case "rightSizing":
      return {
        title:
          count === 1
            ? t("1 small question went to the most expensive model")
            : t("{0} small questions went to the most expensive model", number),
        amount: t("about {0}", money),
        advice: t("Begin small errands on {0}, which you use as well.", formatModel(model)),
        assumption: t(
          "The same tokens at its prices. Only sessions in which each answer took two calls and {0} tokens at most.",
          formatTokens(2000),
        ),
      };
    case "nightRuns":
      return {
        title:
          count === 1
            ? t("1 session ran unattended between midnight and six")
            : t("{0} sessions ran unattended between midnight and six", number),
        amount: t("up to {0}", money),
        advice: t("Give a run an end or a limit before you leave it alone."),
        assumption: t("All that these calls cost. Some of it may have been worth it: you know which."),
      };
  }
}
