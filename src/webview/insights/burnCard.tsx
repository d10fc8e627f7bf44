import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatCost, formatMoney, formatTokens } from "../../core/format.ts";
import type { Currency } from "../../shared/currency.ts";
import type { Insights } from "../../shared/insights.ts";
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
  const { totals } = insights;
  const { lastHour, perActiveDay, monthToDate, monthEnd } = insights.burn;
  const inTokens = (tokens: number): string => t("{0} tokens", formatTokens(tokens));
  return {
    title: t("Pace and forecast"),
    columns: [t("Figure"), t("Cost ({0})", currency.code), t("What it is")],
    rows: [
      [t("Last hour"), costCell(lastHour, currency), inTokens(totalTokens(lastHour))],
      // A mean of the whole time that is shown: what has no price there is missing in it as well.
      [
        t("A day with usage"),
        costCell({ ...totals, costNanos: perActiveDay.costNanos }, currency),
        activeDayWords(perActiveDay.days),
      ],
      [t("This month so far"), costCell(monthToDate, currency), inTokens(totalTokens(monthToDate))],
      ...(monthEnd === undefined
        ? []
        : [
            [
              t("Month's end, forecast"),
              {
                ...moneyCell(monthEnd.costNanos, currency),
                text: forecastWords(monthEnd.costNanos, monthEnd, currency),
              },
              t(
                "likely {0} to {1}, by the usual day of the last 28",
                forecastWords(monthEnd.lowNanos, monthEnd, currency),
                forecastWords(monthEnd.highNanos, monthEnd, currency),
              ),
            ],
          ]),
    ],
  };
}

/** `$4.12`, `$4.12+` where part of what the forecast goes by has no known price. */
function forecastWords(
  nanos: number,
  { isLowerBound }: NonNullable<Insights["burn"]["monthEnd"]>,
  currency: Currency,
): string {
  return isLowerBound ? `${formatMoney(nanos, currency)}+` : formatMoney(nanos, currency);
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
    forecastWords(monthEnd.lowNanos, monthEnd, currency),
    forecastWords(monthEnd.highNanos, monthEnd, currency),
  );
}
