import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatMoney, formatTokens } from "../../core/format.ts";
import { ChartCard } from "../charts/chartCard.tsx";
import { type Stacked, StackedBars } from "../charts/stackedBars.tsx";
import type { TableContent } from "../charts/tableContent.ts";
import { moneyCell, tokensCell } from "./cells.ts";
import { longBucket, shortBucket } from "./dayWords.ts";
import type { InsightsView } from "./insightsView.ts";
import { shortNamesOf } from "./names.ts";

const ID = "over-time";

/** Tokens or cost over time, stacked. */
export function UsageOverTime({ view }: { readonly view: InsightsView }): VNode {
  const { insights, state } = view;
  const { bucket } = insights.series;
  const summary = summaryOf(view);
  return (
    <ChartCard
      id={ID}
      summary={summary}
      table={overTimeTable(view)}
      choice={view.choice}
      note={
        state.bucket === "hour" && bucket !== "hour" && <p class="quiet">{t("Hours are shown for up to 14 days.")}</p>
      }
    >
      <StackedBars
        id={ID}
        summary={summary}
        label={t("Usage over time")}
        stacked={stackedOf(view)}
        format={formatOf(view)}
      />
    </ChartCard>
  );
}

/** What the chart shows, for who wants figures and for files. */
export function overTimeTable(view: InsightsView): TableContent {
  const { insights, state, currency } = view;
  const { bucket, points } = insights.series;
  const unit = state.measure === "cost" ? currency.code : t("tokens");
  const cell = (value: number) => (state.measure === "cost" ? moneyCell(value, currency) : tokensCell(value));
  return {
    title: t("Usage over time"),
    columns: [t("Time"), t("Total ({0})", unit), ...namesOf(view)],
    rows: points.map((point) => {
      const values = state.measure === "cost" ? point.costNanos : point.tokens;
      return [longBucket(bucket, point.label), cell(sumOf(values)), ...values.map(cell)];
    }),
  };
}

function stackedOf(view: InsightsView): Stacked {
  const { bucket, points } = view.insights.series;
  return {
    names: namesOf(view),
    points: points.map(({ label, tokens, costNanos }) => ({
      label: shortBucket(bucket, label),
      longLabel: longBucket(bucket, label),
      values: view.state.measure === "cost" ? costNanos : tokens,
    })),
  };
}

/** The legend tells each name once, also where a log calls two things the same. */
function namesOf({ insights }: InsightsView): readonly string[] {
  const { keys, stackBy } = insights.series;
  const seen = new Map<string, number>();
  const names = shortNamesOf(
    stackBy,
    keys.map(({ key }) => key),
    insights.toolNames,
  );
  return keys.map(({ key, isRest }, index) => {
    const name = isRest ? t("All others") : (names[index] ?? key);
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

function summaryOf(view: InsightsView): string {
  const { series } = view.insights;
  const format = formatOf(view);
  const sums = series.points.map((point) => sumOf(view.state.measure === "cost" ? point.costNanos : point.tokens));
  const largest = Math.max(0, ...sums);
  const peak = series.points[sums.indexOf(largest)];
  if (largest === 0 || peak === undefined) return t("No usage in this time.");
  return t(
    "{0} altogether. The most at once: {1} ({2}).",
    format(sumOf(sums)),
    format(largest),
    longBucket(series.bucket, peak.label),
  );
}

function formatOf({ state, currency }: InsightsView): (value: number) => string {
  return state.measure === "cost" ? (value) => formatMoney(value, currency) : formatTokens;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
