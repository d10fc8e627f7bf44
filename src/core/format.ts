import { t } from "@vscode/l10n";

import { type Currency, US_DOLLAR } from "../shared/currency.ts";
import { type KnownCost, NANOS_PER_USD } from "../shared/usageTotals.ts";
import { englishNumber } from "./englishNumber.ts";
import { ENGLISH, perLocale } from "./locale.ts";

/*
 * Numbers and times as people read them, the same in the status bar, on the pages and, in English, in the terminal, so that
 * a figure copied from one place is found in another. The examples are those of English.
 */

const compact = perLocale((name) => new Intl.NumberFormat(name, { notation: "compact", maximumFractionDigits: 1 }));
const compactWords = perLocale(
  (name) => new Intl.NumberFormat(name, { notation: "compact", compactDisplay: "long", maximumFractionDigits: 1 }),
);
const grouped = perLocale((name) => plainNumber(name, 0));
const decimal = perLocale((name) => plainNumber(name, 1));
const significant = perLocale((name) => new Intl.NumberFormat(name, { maximumSignificantDigits: 6 }));
const wholePercent = perLocale((name) => new Intl.NumberFormat(name, { style: "percent", maximumFractionDigits: 0 }));
const tenthPercent = perLocale((name) => new Intl.NumberFormat(name, { style: "percent", maximumFractionDigits: 1 }));
const alternatives = perLocale((name) => new Intl.ListFormat(name, { type: "disjunction" }));
const enumeration = perLocale((name) => new Intl.ListFormat(name));
const day = perLocale((name) => new Intl.DateTimeFormat(name, { dateStyle: "medium" }));
/** By currency. */
const money = perLocale((name) => perCurrency(name, {}));
const shortMoney = perLocale((name) => perCurrency(name, { notation: "compact", maximumSignificantDigits: 3 }));

function plainNumber(name: string, maximumFractionDigits: 0 | 1): Pick<Intl.NumberFormat, "format"> {
  if (name !== ENGLISH) return new Intl.NumberFormat(name, { maximumFractionDigits });
  return { format: (value: number) => englishNumber(value, maximumFractionDigits) };
}

function perCurrency(name: string, options: Intl.NumberFormatOptions): (code: string) => Intl.NumberFormat {
  const made = new Map<string, Intl.NumberFormat>();
  return (code) => {
    const format = made.get(code) ?? new Intl.NumberFormat(name, { ...options, style: "currency", currency: code });
    made.set(code, format);
    return format;
  };
}

const SHORT_FROM = 10_000;

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `950`, `3.2K`, `3.2M`, `60.2T`. */
export function formatTokens(tokens: number): string {
  return compact().format(tokens);
}

/** `3.2 million`: for screen readers. */
export function formatTokensInWords(tokens: number): string {
  return compactWords().format(tokens);
}

/** `3,214,567`. */
export function formatCount(count: number): string {
  return grouped().format(count);
}

/** `1 call`, `1,234 calls`. */
export function formatQuantity(count: number, singular: string): string {
  return `${formatCount(count)} ${singular}${count === 1 ? "" : "s"}`;
}

/** `$4.12`; an amount that would round to nothing reads `<$0.01`, as it is not nothing. */
export function formatUsd(nanos: number): string {
  return formatMoney(nanos, US_DOLLAR);
}

/** Billionths of a US dollar in another currency: `€3.80`, `¥620`; less than its smallest unit reads `<€0.01`. */
export function formatMoney(nanos: number, { code, perUsd }: Currency): string {
  const format = money()(code);
  const amount = (nanos / NANOS_PER_USD) * perUsd;
  const smallest = 10 ** -(format.resolvedOptions().maximumFractionDigits ?? 2);
  if (amount > 0 && amount < smallest / 2) return `<${format.format(smallest)}`;
  return format.format(amount);
}

/** Large amounts to three figures, `$331M`, `$55.4M`; below ten thousand as `formatMoney` writes them. */
export function formatMoneyShort(nanos: number, currency: Currency): string {
  const amount = (nanos / NANOS_PER_USD) * currency.perUsd;
  if (amount < SHORT_FROM) return formatMoney(nanos, currency);
  return shortMoney()(currency.code).format(amount);
}

/** Cost of a sum: `$4.12`, `$4.12+` where part of it has no known price, `unpriced` where nothing of it has. */
export function formatCost(totals: KnownCost, currency: Currency = US_DOLLAR): string {
  if (totals.unpricedTokens === 0) return formatMoney(totals.costNanos, currency);
  return totals.costNanos === 0 ? t("unpriced") : `${formatMoney(totals.costNanos, currency)}+`;
}

/** Whole percent of a fraction. Neither 0% nor 100% is shown for what only comes near it. */
export function formatPercent(fraction: number): string {
  if (fraction > 0 && fraction < 0.01) return `<${wholePercent().format(0.01)}`;
  return wholePercent().format(wholeHundredths(fraction) / 100);
}

/** Percent of a fraction with at most one decimal, where a whole percent is too coarse: `94.8%`. */
export function formatPercentTenths(fraction: number): string {
  return tenthPercent().format(fraction);
}

/** Whole percent of a limit that may be passed, rounded down from there on: `76%`, `124%`. */
export function formatPercentOfLimit(share: number): string {
  return share < 1 ? formatPercent(share) : wholePercent().format(Math.floor(share * 100) / 100);
}

/** Whole percent of a growth, which may be beyond the whole: `250%`. */
export function formatGrowth(change: number): string {
  return change < 0.01 ? formatPercent(change) : wholePercent().format(Math.round(change * 100) / 100);
}

function wholeHundredths(fraction: number): number {
  if (fraction <= 0) return 0;
  return fraction >= 1 ? 100 : Math.min(99, Math.round(fraction * 100));
}

/** `62 percent`, `under 1 percent`: for screen readers. */
export function formatPercentInWords(fraction: number): string {
  if (fraction > 0 && fraction < 0.01) return t("under 1 percent");
  return t("{0} percent", wholeHundredths(fraction));
}

/** `24.5`: at most one decimal. */
export function formatDecimal(value: number): string {
  return decimal().format(value);
}

/** `0.92`, `149.5`: units of a currency per dollar. */
export function formatRate(rate: number): string {
  return significant().format(rate);
}

/** `Claude Code, Codex, or Cursor`. */
export function formatAlternatives(names: readonly string[]): string {
  return alternatives().format(names);
}

/** `Claude Code, Codex, and Cursor`. */
export function formatEnumeration(names: readonly string[]): string {
  return enumeration().format(names);
}

/** `Nov 26, 2026`, in the time zone of this process. */
export function formatDay(atMs: number): string {
  return day().format(atMs);
}

/** `450 ms`, `3.2 s`, `2 min`, `1 h 5 min`, `3 d 4 h`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < SECOND_MS) return t("{0} ms", Math.round(milliseconds));
  if (milliseconds < MINUTE_MS) return t("{0} s", decimal().format(Math.floor(milliseconds / 100) / 10));
  const minutes = Math.floor(milliseconds / MINUTE_MS);
  if (milliseconds < HOUR_MS) return t("{0} min", minutes);
  const hours = Math.floor(milliseconds / HOUR_MS);
  if (milliseconds < DAY_MS) return minutes % 60 === 0 ? t("{0} h", hours) : t("{0} h {1} min", hours, minutes % 60);
  const days = Math.floor(milliseconds / DAY_MS);
  return hours % 24 === 0 ? t("{0} d", days) : t("{0} d {1} h", days, hours % 24);
}

/** `just now`, `2 min ago`, `3 h ago`, `5 d ago`. An instant ahead of the clock reads `just now`. */
export function formatAge(ageMs: number): string {
  if (ageMs < MINUTE_MS) return t("just now");
  if (ageMs < HOUR_MS) return t("{0} min ago", Math.floor(ageMs / MINUTE_MS));
  if (ageMs < DAY_MS) return t("{0} h ago", Math.floor(ageMs / HOUR_MS));
  return t("{0} d ago", formatCount(Math.floor(ageMs / DAY_MS)));
}

const BYTE_UNITS = ["B", "KB", "MB", "GB", "TB"] as const;

/** `512 B`, `1.5 MB`; steps of 1000. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  // 999.95 would print as 1,000.
  while (value >= 999.95 && unit < BYTE_UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : decimal().format(value)} ${BYTE_UNITS[unit]}`;
}

/** Model as written by the tool, or words for a record that does not tell. */
export function formatModel(model: string): string {
  return model === "" ? t("unknown model") : model;
}
