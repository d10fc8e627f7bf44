import { type Currency, US_DOLLAR } from "../shared/currency.ts";
import { NANOS_PER_USD, type UsageTotals } from "../shared/usageTotals.ts";

/*
 * Numbers and times as people read them, the same in the status bar and in the terminal: en-US style whatever the
 * locale, so that a figure copied from one place is found in another.
 */

const COMPACT = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });
const COMPACT_WORDS = new Intl.NumberFormat("en-US", {
  notation: "compact",
  compactDisplay: "long",
  maximumFractionDigits: 1,
});
const GROUPED = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const USD = newMoneyFormat("USD");
const DECIMAL = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

function newMoneyFormat(code: string): Intl.NumberFormat {
  return new Intl.NumberFormat("en-US", { style: "currency", currency: code });
}

/** Making a format takes longer than using it, and dollars are what most money is in. */
function moneyFormat(code: string): Intl.NumberFormat {
  return code === US_DOLLAR.code ? USD : newMoneyFormat(code);
}

/** `950`, `3.2K`, `3.2M`, `60.2T`. */
export function formatTokens(tokens: number): string {
  return COMPACT.format(tokens);
}

/** `3.2 million`: for screen readers. */
export function formatTokensInWords(tokens: number): string {
  return COMPACT_WORDS.format(tokens);
}

/** `3,214,567`. */
export function formatCount(count: number): string {
  return GROUPED.format(count);
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
  const format = moneyFormat(code);
  const amount = (nanos / NANOS_PER_USD) * perUsd;
  const smallest = 10 ** -(format.resolvedOptions().maximumFractionDigits ?? 2);
  if (amount > 0 && amount < smallest / 2) return `<${format.format(smallest)}`;
  return format.format(amount);
}

/** Cost of a sum: `$4.12`, `$4.12+` where part of it has no known price, `unpriced` where nothing of it has. */
export function formatCost(totals: UsageTotals, currency: Currency = US_DOLLAR): string {
  if (totals.unpricedTokens === 0) return formatMoney(totals.costNanos, currency);
  return totals.costNanos === 0 ? "unpriced" : `${formatMoney(totals.costNanos, currency)}+`;
}

/** Whole percent of a fraction. Neither 0% nor 100% is shown for what only comes near it. */
export function formatPercent(fraction: number): string {
  if (fraction <= 0) return "0%";
  if (fraction < 0.01) return "<1%";
  if (fraction >= 1) return "100%";
  return `${Math.min(99, Math.round(fraction * 100))}%`;
}

/** `450 ms`, `3.2 s`, `2 min`, `1 h 5 min`, `3 d 4 h`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < SECOND_MS) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < MINUTE_MS) return `${DECIMAL.format(Math.floor(milliseconds / 100) / 10)} s`;
  if (milliseconds < HOUR_MS) return `${Math.floor(milliseconds / MINUTE_MS)} min`;
  if (milliseconds < DAY_MS) return twoUnits(milliseconds, HOUR_MS, "h", MINUTE_MS, "min");
  return twoUnits(milliseconds, DAY_MS, "d", HOUR_MS, "h");
}

function twoUnits(milliseconds: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = Math.floor((milliseconds % large) / small);
  const head = `${Math.floor(milliseconds / large)} ${largeName}`;
  return rest === 0 ? head : `${head} ${rest} ${smallName}`;
}

/** `just now`, `2 min ago`, `3 h ago`, `5 d ago`. An instant ahead of the clock reads `just now`. */
export function formatAge(ageMs: number): string {
  if (ageMs < MINUTE_MS) return "just now";
  if (ageMs < HOUR_MS) return `${Math.floor(ageMs / MINUTE_MS)} min ago`;
  if (ageMs < DAY_MS) return `${Math.floor(ageMs / HOUR_MS)} h ago`;
  return `${formatCount(Math.floor(ageMs / DAY_MS))} d ago`;
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
  return `${unit === 0 ? value : DECIMAL.format(value)} ${BYTE_UNITS[unit]}`;
}

/** Model as written by the tool, or words for a record that does not tell. */
export function formatModel(model: string): string {
  return model === "" ? "unknown model" : model;
}
