import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatPercent } from "../../core/format.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import type { TableContent } from "../charts/tableContent.ts";
import { tokensCell } from "./cells.ts";
import { FigureTable } from "./figureTable.tsx";
import type { InsightsView } from "./insightsView.ts";

/** How much is as the tools report it, and how much was counted or estimated here. */
export function CertaintyCard({ view }: { readonly view: InsightsView }): VNode {
  return (
    <section class="card" aria-labelledby="certainty-heading">
      <h2 id="certainty-heading">{t("Reported and counted here")}</h2>
      <p class="quiet">{sentence(view)}</p>
      <FigureTable table={certaintyTable(view)} />
    </section>
  );
}

export function certaintyTable({ insights }: InsightsView): TableContent {
  const { estimatedTokens, countedHereTokens, unpricedTokens } = insights.totals;
  const tokens = totalTokens(insights.totals);
  return {
    title: t("Reported and counted here"),
    columns: [t("Figure"), t("Tokens"), t("What it is")],
    rows: [
      [t("Reported"), tokensCell(tokens - estimatedTokens), t("for each call or turn, by the tool itself")],
      [
        t("Reported as sums"),
        tokensCell(Math.max(0, estimatedTokens - countedHereTokens)),
        t("spread over calls, or rounded by the tool"),
      ],
      [t("Counted here"), tokensCell(countedHereTokens), t("from the texts, as the tool reports nothing")],
      [t("Without a price"), tokensCell(unpricedTokens), t("the model's price is not known; not part of any cost")],
    ],
  };
}

function sentence({ insights }: InsightsView): string {
  const tokens = totalTokens(insights.totals);
  const { estimatedTokens } = insights.totals;
  if (tokens === 0) return t("Nothing was used in this time.");
  if (estimatedTokens === 0) return t("Every token is as its tool reports it.");
  return t("{0} of the tokens are estimates.", formatPercent(estimatedTokens / tokens));
}
