import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatCost, formatMoney, formatTokens } from "../../core/format.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import type { TableContent } from "../charts/tableContent.ts";
import { costCell, moneyCell } from "./cells.ts";
import { FigureTable } from "./figureTable.tsx";
import type { InsightsView } from "./insightsView.ts";

/** How fast money goes, and where that leads to by the end of the month. */
export function BurnCard({ view }: { readonly view: InsightsView }): VNode {
  return (
    <section class="card" aria-labelledby="burn-heading">
      <h2 id="burn-heading">{t("Pace and forecast")}</h2>
      <p class="quiet">{sentence(view)}</p>
      <FigureTable table={burnTable(view)} />
    </section>
  );
}

export function burnTable({ insights, currency }: InsightsView): TableContent {
  const { lastHour, perActiveDay, monthToDate, monthEnd } = insights.burn;
  const inTokens = (tokens: number): string => t("{0} tokens", formatTokens(tokens));
  return {
    title: t("Pace and forecast"),
    columns: [t("Figure"), t("Cost ({0})", currency.code), t("What it is")],
    rows: [
      [t("Last hour"), costCell(lastHour, currency), inTokens(totalTokens(lastHour))],
      [t("A day with usage"), moneyCell(perActiveDay.costNanos, currency), activeDayWords(perActiveDay.days)],
      [t("This month so far"), costCell(monthToDate, currency), inTokens(totalTokens(monthToDate))],
      ...(monthEnd === undefined
        ? []
        : [
            [
              t("Month's end, forecast"),
              moneyCell(monthEnd.costNanos, currency),
              t(
                "likely {0} to {1}, by the usual day of the last 28",
                formatMoney(monthEnd.lowNanos, currency),
                formatMoney(monthEnd.highNanos, currency),
              ),
            ],
          ]),
    ],
  };
}

function activeDayWords(days: number): string {
  return days === 1 ? t("1 day in the time shown") : t("mean of {0} days in the time shown", days);
}

function sentence({ insights, currency }: InsightsView): string {
  const { monthToDate, monthEnd } = insights.burn;
  if (monthEnd === undefined) return t("A forecast needs a week of usage.");
  return t(
    "{0} this month so far. At the usual pace it ends between {1} and {2}.",
    formatCost(monthToDate, currency),
    formatMoney(monthEnd.lowNanos, currency),
    formatMoney(monthEnd.highNanos, currency),
  );
}
