import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatCost, formatTokens } from "../../core/format.ts";
import type { Insights } from "../../shared/insights.ts";
import type { KnownCost } from "../../shared/usageTotals.ts";
import { ChartCard } from "../charts/chartCard.tsx";
import { type Stacked, StackedBars } from "../charts/stackedBars.tsx";
import type { TableContent } from "../charts/tableContent.ts";
import { costCell, tokensCell } from "./cells.ts";
import { longBucket, shortBucket } from "./dayWords.ts";
import type { InsightsView } from "./insightsView.ts";
import { shortNamesOf } from "./names.ts";

const ID = "over-time";

type SeriesPoint = Insights["series"]["points"][number];

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
  return {
    title: t("Usage over time"),
    columns: [t("Time"), t("Total ({0})", unit), ...namesOf(view)],
    rows: points.map((point) => {
      const cells =
        state.measure === "cost"
          ? [costOf(point), ...costsOf(point)].map((cost) => costCell(cost, currency))
          : [sumOf(point.tokens), ...point.tokens].map(tokensCell);
      return [longBucket(bucket, point.label), ...cells];
    }),
  };
}

function stackedOf(view: InsightsView): Stacked {
  const { bucket, points } = view.insights.series;
  return {
    names: namesOf(view),
    points: points.map(({ label, tokens, costNanos, unpricedTokens }) => ({
      label: shortBucket(bucket, label),
      longLabel: longBucket(bucket, label),
      ...(view.state.measure === "cost"
        ? { values: costNanos, partial: unpricedTokens.map((unpriced) => unpriced > 0) }
        : { values: tokens }),
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
  const isCost = view.state.measure === "cost";
  const sums = series.points.map((point) => sumOf(isCost ? point.costNanos : point.tokens));
  const isPartial = series.points.map((point) => isCost && sumOf(point.unpricedTokens) > 0);
  const largest = Math.max(0, ...sums);
  const peakAt = sums.indexOf(largest);
  const peak = series.points[peakAt];
  const isUnpriced = largest === 0 && isPartial.includes(true);
  if (peak === undefined || (largest === 0 && !isUnpriced)) return t("No usage in this time.");
  if (isUnpriced) return t("No price is known for what was used in this time.");
  return t(
    "{0} altogether. The most at once: {1} ({2}).",
    format(sumOf(sums), isPartial.includes(true)),
    format(largest, isPartial[peakAt] ?? false),
    longBucket(series.bucket, peak.label),
  );
}

function formatOf({ state, currency }: InsightsView): (value: number, isPartial: boolean) => string {
  return state.measure === "cost"
    ? (costNanos, isPartial) => formatCost({ costNanos, unpricedTokens: isPartial ? 1 : 0 }, currency)
    : formatTokens;
}

function costOf({ costNanos, unpricedTokens }: SeriesPoint): KnownCost {
  return { costNanos: sumOf(costNanos), unpricedTokens: sumOf(unpricedTokens) };
}

/** One for each key. */
function costsOf({ costNanos, unpricedTokens }: SeriesPoint): readonly KnownCost[] {
  return costNanos.map((nanos, place) => ({ costNanos: nanos, unpricedTokens: unpricedTokens[place] ?? 0 }));
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
