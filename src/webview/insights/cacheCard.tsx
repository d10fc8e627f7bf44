import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatCount, formatMoney, formatPercent } from "../../core/format.ts";
import type { TableContent } from "../charts/tableContent.ts";
import { moneyCell, shareCell, tokensCell } from "./cells.ts";
import { FigureTable } from "./figureTable.tsx";
import type { InsightsView } from "./insightsView.ts";

/** What caching saved, and what cold starts cost. */
export function CacheCard({ view }: { readonly view: InsightsView }): VNode {
  return (
    <section class="card" aria-labelledby="cache-heading">
      <h2 id="cache-heading">{t("Caching")}</h2>
      <p class="quiet">{sentence(view)}</p>
      <FigureTable table={cacheTable(view)} />
    </section>
  );
}

export function cacheTable({ insights, currency }: InsightsView): TableContent {
  const { promptTokens, readTokens, writeTokens, savedNanos, writeExtraNanos, coldStarts } = insights.cache;
  const shareOf = (tokens: number) => shareCell(promptTokens > 0 ? tokens / promptTokens : undefined);
  return {
    title: t("Caching"),
    columns: [t("Figure"), t("Value"), t("What it is")],
    rows: [
      [t("Read from caches"), tokensCell(readTokens), t("{0} of what was sent", shareOf(readTokens).text)],
      [t("Written to caches"), tokensCell(writeTokens), t("{0} of what was sent", shareOf(writeTokens).text)],
      [t("Saved"), moneyCell(savedNanos, currency), t("against sending the same fresh, at list prices")],
      [t("Paid for writing"), moneyCell(writeExtraNanos, currency), t("more than sending the same fresh")],
      [t("Cold starts"), moneyCell(coldStarts.costNanos, currency), coldStartWords(coldStarts.count)],
    ],
  };
}

function coldStartWords(count: number): string {
  return count === 1
    ? t("1 time a cache had run out and was written anew")
    : t("{0} times a cache had run out and was written anew", formatCount(count));
}

function sentence({ insights, currency }: InsightsView): string {
  const { promptTokens, readTokens, savedNanos, writeExtraNanos, coldStarts } = insights.cache;
  if (promptTokens === 0) return t("Nothing was sent in this time.");
  if (readTokens === 0) return t("Nothing came from a cache in this time.");
  const saved = formatMoney(Math.max(0, savedNanos - writeExtraNanos), currency);
  const share = formatPercent(readTokens / promptTokens);
  return coldStarts.count === 0
    ? t("{0} of all that was sent came from a cache, which saved {1} altogether.", share, saved)
    : t(
        "{0} of all that was sent came from a cache, which saved {1} altogether. Long pauses cost {2} of it.",
        share,
        saved,
        formatMoney(coldStarts.costNanos, currency),
      );
}
