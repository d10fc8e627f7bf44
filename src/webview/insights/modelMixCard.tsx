import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatModel, formatMoney, formatPercent } from "../../core/format.ts";
import { ChartCard } from "../charts/chartCard.tsx";
import { RankBars } from "../charts/rankBars.tsx";
import type { TableContent } from "../charts/tableContent.ts";
import { moneyCell, shareCell } from "./cells.ts";
import type { InsightsView } from "./insightsView.ts";

/** What the same calls would have cost, had all of them been made on one model. */
export function ModelMixCard({ view }: { readonly view: InsightsView }): VNode {
  const { toolNames } = view.insights;
  return (
    <ChartCard
      id="what-if"
      summary={summaryOf(view)}
      table={modelMixTable(view)}
      choice={view.choice}
      note={
        <p class="quiet">
          {t("List prices of today for calls with the same tokens. Another model would have written more, or less.")}
        </p>
      }
    >
      <RankBars
        label={t("The same calls on one model")}
        entries={ranked(view).map(({ tool, model, costNanos, callShare }) => ({
          key: `${tool} ${model}`,
          name: formatModel(model),
          fullName: `${toolNames[tool] ?? tool}, ${formatModel(model)}`,
          value: costNanos,
          text: formatMoney(costNanos, view.currency),
          detail: t("{0}; {1} of calls now", againstPaid(view, costNanos), formatPercent(callShare)),
        }))}
      />
    </ChartCard>
  );
}

export function modelMixTable(view: InsightsView): TableContent {
  const { insights, currency } = view;
  return {
    title: t("Had it been one model"),
    columns: [
      t("Model"),
      t("Tool"),
      t("Cost ({0})", currency.code),
      t("Against what was paid"),
      t("Share of calls now"),
    ],
    rows: ranked(view).map(({ tool, model, costNanos, callShare }) => [
      formatModel(model),
      insights.toolNames[tool] ?? tool,
      moneyCell(costNanos, currency),
      againstPaid(view, costNanos),
      shareCell(callShare),
    ]),
  };
}

function ranked({ insights }: InsightsView): InsightsView["insights"]["whatIf"]["models"] {
  return insights.whatIf.models.toSorted((a, b) => b.costNanos - a.costNanos);
}

/** `$12.40 more`. */
function againstPaid({ insights, currency }: InsightsView, costNanos: number): string {
  const difference = costNanos - insights.whatIf.paidNanos;
  const money = formatMoney(Math.abs(difference), currency);
  if (difference === 0) return t("the same");
  return difference > 0 ? t("{0} more", money) : t("{0} less", money);
}

function summaryOf(view: InsightsView): string {
  const { paidNanos } = view.insights.whatIf;
  const models = ranked(view);
  const [dearest, cheapest] = [models[0], models.at(-1)];
  if (dearest === undefined || cheapest === undefined) return t("No call of this time has a known price.");
  const paid = formatMoney(paidNanos, view.currency);
  if (dearest === cheapest) return t("All priced calls were on {0}: {1}.", formatModel(dearest.model), paid);
  return t(
    "These calls cost {0}. All on {1} it would have been {2}, all on {3} {4}.",
    paid,
    formatModel(dearest.model),
    formatMoney(dearest.costNanos, view.currency),
    formatModel(cheapest.model),
    formatMoney(cheapest.costNanos, view.currency),
  );
}
