import { formatCount, formatPercentTenths } from "../../core/format.ts";
import { perLocale } from "../../core/locale.ts";
import { NANOS_PER_USD } from "../../shared/usageTotals.ts";

const digits = perLocale((name) => new Intl.NumberFormat(name, { maximumFractionDigits: 1 }));
const amount = perLocale(
  (name) => new Intl.NumberFormat(name, { notation: "compact", maximumSignificantDigits: 6, useGrouping: false }),
);
const rough = perLocale((name) => new Intl.NumberFormat(name, { notation: "compact", maximumSignificantDigits: 3 }));
/** From here on digits are harder to read than a magnitude. */
const MAGNITUDES_FROM = 1e6;

/** Percent with a decimal, as assumptions differ by it: `94.8%`. */
export function shareWords(share: number): string {
  return formatPercentTenths(share);
}

/** The same without its sign, for a field to type in. */
export function shareDigits(share: number): string {
  return digits().format(share * 100);
}

/** Tokens as they are typed: `60.2T`, `708M`, `1,500`. */
export function amountDigits(tokens: number): string {
  return tokens < MAGNITUDES_FROM ? formatCount(tokens) : amount().format(tokens);
}

/** Tokens to three figures: `2.66T`, `304M`. */
export function roughTokens(tokens: number): string {
  return rough().format(tokens);
}

/** How many times, to two figures: `2,700`, `3.4`. */
export function timesWords(times: number): string {
  return times < 10 ? digits().format(times) : formatCount(Number(times.toPrecision(2)));
}

export function nanosOf(usd: number): number {
  return usd * NANOS_PER_USD;
}
