import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatCost, formatCount, formatPercent, formatTokens } from "../../core/format.ts";
import type { Stack } from "../../shared/insights.ts";
import type { NamedTotals } from "../../shared/meterSnapshot.ts";
import { cacheHitRate, totalTokens } from "../../shared/tokenCounts.ts";
import { ChartCard } from "../charts/chartCard.tsx";
import { RankBars, type RankEntry } from "../charts/rankBars.tsx";
import type { TableContent } from "../charts/tableContent.ts";
import { costCell, countCell, shareCell, totalCell } from "./cells.ts";
import { filterWith } from "./insightsTools.tsx";
import type { InsightsView } from "./insightsView.ts";
import { nameOfKey, shortNamesOf, stackName } from "./names.ts";

/** Bars that are drawn; the table has all. */
const MOST_BARS = 8;

/** Usage by one thing, the largest first. A click shows only that. */
export function WhereItWent({ view, by }: { readonly view: InsightsView; readonly by: Stack }): VNode {
  const { state, set } = view;
  const entries = entriesOf(view, by);
  const rest = entries.length - MOST_BARS;
  const pick =
    by === "kind" ? undefined : (key: string | undefined) => set({ filter: filterWith(state.filter, by, key) });
  return (
    <ChartCard
      id={`by-${by}`}
      summary={summaryOf(view, entries)}
      table={rankTable(view, by)}
      choice={view.choice}
      note={
        rest > 0 &&
        !state.asTable.includes(`by-${by}`) && (
          <p class="quiet">{rest === 1 ? t("1 more is in the table.") : t("{0} more are in the table.", rest)}</p>
        )
      }
    >
      <RankBars
        label={titleOf(by)}
        entries={entries.slice(0, MOST_BARS)}
        picked={by === "kind" ? undefined : state.filter[by]}
        pick={pick}
      />
    </ChartCard>
  );
}

/** The ranking in full. */
export function rankTable(view: InsightsView, by: Stack): TableContent {
  const { insights, currency } = view;
  return {
    title: titleOf(by),
    columns: [stackName(by), t("Tokens"), t("Cost ({0})", currency.code), t("Calls"), t("Cache hit")],
    rows: rankedBy(view, by).map(({ key, totals }) => [
      nameOfKey(by, key, insights.toolNames),
      totalCell(totals),
      costCell(totals, currency),
      countCell(totals.calls),
      shareCell(cacheHitRate(totals)),
    ]),
  };
}

function rankedBy({ insights, state }: InsightsView, by: Stack): readonly NamedTotals[] {
  const found = { tool: insights.byTool, model: insights.byModel, project: insights.byProject, kind: insights.byKind }[
    by
  ];
  const valueOf = ({ totals }: NamedTotals): number =>
    state.measure === "cost" ? totals.costNanos : totalTokens(totals);
  return found.toSorted((a, b) => valueOf(b) - valueOf(a));
}

function entriesOf(view: InsightsView, by: Stack): readonly RankEntry[] {
  const { insights, currency, state } = view;
  const ranked = rankedBy(view, by);
  const names = shortNamesOf(
    by,
    ranked.map(({ key }) => key),
    insights.toolNames,
  );
  return ranked.map(({ key, totals }, index) => {
    const tokens = formatTokens(totalTokens(totals));
    const cost = formatCost(totals, currency);
    const isCost = state.measure === "cost";
    return {
      key,
      name: names[index] ?? key,
      fullName: nameOfKey(by, key, insights.toolNames),
      value: isCost ? totals.costNanos : totalTokens(totals),
      text: isCost ? cost : tokens,
      detail: detailOf(isCost ? t("{0} tokens", tokens) : cost, totals.calls),
    };
  });
}

function detailOf(other: string, calls: number): string {
  return calls === 1 ? t("{0}, 1 call", other) : t("{0}, {1} calls", other, formatCount(calls));
}

function summaryOf({ insights, state }: InsightsView, entries: readonly RankEntry[]): string {
  const [first] = entries;
  const whole = state.measure === "cost" ? insights.totals.costNanos : totalTokens(insights.totals);
  if (first === undefined) return t("No usage in this time.");
  if (whole === 0) return t("Nothing of it has a known price.");
  const share = formatPercent(first.value / whole);
  return state.measure === "cost"
    ? t("{0} has the largest part: {1} of the cost.", first.name, share)
    : t("{0} has the largest part: {1} of the tokens.", first.name, share);
}

function titleOf(by: Stack): string {
  switch (by) {
    case "tool":
      return t("By tool");
    case "model":
      return t("By model");
    case "project":
      return t("By project");
    case "kind":
      return t("Who was at work");
  }
}
