import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatCost, formatMoney, formatPercent, formatTokens } from "../../core/format.ts";
import type { Currency } from "../../shared/currency.ts";
import type { SessionDetails } from "../../shared/sessionTable.ts";
import { ChartCard } from "../charts/chartCard.tsx";
import { LineChart } from "../charts/lineChart.tsx";
import type { TableChoice } from "../charts/tableChoice.ts";
import type { TableContent } from "../charts/tableContent.ts";
import { costCell, tokensCell } from "../insights/cells.ts";
import { endWords, startWords } from "./sessionCells.tsx";

type Point = SessionDetails["points"][number];

interface SessionChartProps {
  readonly details: SessionDetails;
  readonly currency: Currency;
  readonly choice: TableChoice;
}

/** How the context grew, against the window of the model. */
export function ContextChart({ details, currency, choice }: SessionChartProps): VNode {
  const { points, turnTimesMs } = details;
  const summary = contextSummary(details);
  return (
    <ChartCard
      id="context"
      level={4}
      summary={summary}
      table={pointTable(details, currency)}
      choice={choice}
      note={
        <p class="quiet">
          {t("Line: own calls. Dots: calls of agents. Dashes: window. Marks at the foot: your turns.")}
        </p>
      }
    >
      <LineChart
        summary={summary}
        label={t("Calls of the session")}
        count={points.length}
        line={points.map(({ kind, promptTokens }) => (kind === "own" ? promptTokens : undefined))}
        dots={points.map(({ kind, promptTokens }) => (kind === "agent" ? promptTokens : undefined))}
        limit={points.map(({ kind, windowTokens }) => (kind === "own" ? windowTokens : undefined))}
        marks={turnPlaces(points, turnTimesMs)}
        ends={endsOf(points)}
        format={formatTokens}
        describe={(index) => pointWords(points[index], currency)}
      />
    </ChartCard>
  );
}

/** What the session had cost after each call. */
export function CostChart({ details, currency, choice }: SessionChartProps): VNode {
  const { points } = details;
  const summary = costSummary(points.at(-1), currency);
  const table: TableContent = {
    title: t("Cost so far"),
    columns: [t("Call"), t("Cost so far ({0})", currency.code)],
    rows: points.map(({ atMs, costSoFar }) => [startWords(atMs), costCell(costSoFar, currency)]),
  };
  return (
    <ChartCard id="cost-so-far" level={4} summary={summary} table={table} choice={choice}>
      <LineChart
        summary={summary}
        label={t("Calls of the session by cost")}
        count={points.length}
        line={points.map(({ costSoFar }) => costSoFar.costNanos)}
        ends={endsOf(points)}
        format={(nanos) => formatMoney(nanos, currency)}
        describe={(index) => pointWords(points[index], currency)}
      />
    </ChartCard>
  );
}

function costSummary(last: Point | undefined, currency: Currency): string {
  const { costNanos, unpricedTokens } = last?.costSoFar ?? { costNanos: 0, unpricedTokens: 0 };
  return costNanos === 0 && unpricedTokens > 0
    ? t("No price is known for what the session used.")
    : t("The session cost {0} in the end.", formatCost({ costNanos, unpricedTokens }, currency));
}

/** For each turn the first call at or after it; several turns may share one. */
export function turnPlaces(points: readonly Point[], turnTimesMs: readonly number[]): readonly number[] {
  const places = new Set<number>();
  let index = 0;
  for (const turnMs of turnTimesMs.toSorted((a, b) => a - b)) {
    while (index < points.length && (points[index]?.atMs ?? 0) < turnMs) index += 1;
    if (index < points.length) places.add(index);
  }
  return [...places];
}

function pointTable({ points }: SessionDetails, currency: Currency): TableContent {
  return {
    title: t("Context over time"),
    columns: [t("Call"), t("By"), t("Prompt"), t("Window"), t("Output"), t("Cost so far ({0})", currency.code)],
    rows: points.map((point) => [
      startWords(point.atMs),
      point.kind === "own" ? t("the session") : t("an agent"),
      tokensCell(point.promptTokens),
      point.windowTokens === undefined ? "–" : tokensCell(point.windowTokens),
      tokensCell(point.outputTokens),
      costCell(point.costSoFar, currency),
    ]),
  };
}

function pointWords(point: Point | undefined, currency: Currency): string {
  if (point === undefined) return "";
  const { atMs, promptTokens, windowTokens, costSoFar, kind } = point;
  const prompt = formatTokens(promptTokens);
  const context =
    windowTokens === undefined || windowTokens <= 0
      ? t("prompt of {0}", prompt)
      : t("prompt of {0}, {1} of the window", prompt, formatPercent(promptTokens / windowTokens));
  const money = formatCost(costSoFar, currency);
  return kind === "own"
    ? t("{0}: {1}, {2} so far", startWords(atMs), context, money)
    : t("{0}, an agent: {1}, {2} so far", startWords(atMs), context, money);
}

function contextSummary({ points, row }: SessionDetails): string {
  const first = points.find(({ kind }) => kind === "own");
  if (first === undefined) return t("The session has no call of its own.");
  const [begin, peak] = [formatTokens(first.promptTokens), formatTokens(row.peakPromptTokens)];
  return row.peakWindowShare === undefined
    ? t("Prompts began at {0} tokens and reached {1}.", begin, peak)
    : t(
        "Prompts began at {0} tokens and reached {1}, {2} of the window.",
        begin,
        peak,
        formatPercent(row.peakWindowShare),
      );
}

function endsOf(points: readonly Point[]): readonly [string, string] {
  return endWords(points[0]?.atMs ?? 0, points.at(-1)?.atMs ?? 0);
}
