import { formatCost, formatCount, formatMoney, formatPercent, formatTokens } from "../../core/format.ts";
import type { Currency } from "../../shared/currency.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import { type KnownCost, NANOS_PER_USD, type UsageTotals } from "../../shared/usageTotals.ts";
import type { NumberCell } from "../charts/tableContent.ts";

export function tokensCell(tokens: number): NumberCell {
  return { text: formatTokens(tokens), value: tokens };
}

export function countCell(count: number): NumberCell {
  return { text: formatCount(count), value: count };
}

/** Files hold percent as a share of one. */
export function shareCell(share: number | undefined): NumberCell {
  return share === undefined ? { text: "–", value: undefined } : { text: formatPercent(share), value: share };
}

export function moneyCell(nanos: number, currency: Currency): NumberCell {
  return { text: formatMoney(nanos, currency), value: (nanos / NANOS_PER_USD) * currency.perUsd };
}

/** Unknown is not zero: a sum of which nothing is priced has no figure. */
export function costCell(totals: KnownCost, currency: Currency): NumberCell {
  const isUnknown = totals.costNanos === 0 && totals.unpricedTokens > 0;
  const text = formatCost(totals, currency);
  return isUnknown ? { text, value: undefined } : { ...moneyCell(totals.costNanos, currency), text };
}

export function totalCell(totals: UsageTotals): NumberCell {
  return tokensCell(totalTokens(totals));
}
