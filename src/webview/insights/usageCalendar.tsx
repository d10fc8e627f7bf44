import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatCost, formatTokens } from "../../core/format.ts";
import type { Insights } from "../../shared/insights.ts";
import { ChartCard } from "../charts/chartCard.tsx";
import { type HeatCell, HeatMap } from "../charts/heatMap.tsx";
import type { TableContent } from "../charts/tableContent.ts";
import { costCell, countCell, tokensCell } from "./cells.ts";
import { dayAfter, monthWords, weekdayName, weekdayOf, weekdayWords } from "./dayWords.ts";
import type { InsightsView } from "./insightsView.ts";

const WEEKS = 53;
/** Any week's days have the names of all. */
const MONDAY_TO_SUNDAY = Array.from({ length: 7 }, (_, row) => dayAfter("2026-11-16", row));

/** Which days of the last year had usage, and how much. */
export function UsageCalendar({ view }: { readonly view: InsightsView }): VNode {
  const { insights } = view;
  const summary = summaryOf(insights);
  return (
    <ChartCard id="calendar" summary={summary} table={calendarTable(view)} choice={view.choice}>
      <HeatMap
        summary={summary}
        label={t("Days of the last 53 weeks")}
        cells={cellsOf(view)}
        rowLabels={MONDAY_TO_SUNDAY.map((day, row) => (row % 2 === 0 ? weekdayName(day) : ""))}
      />
    </ChartCard>
  );
}

/** Days with usage, the newest first. */
export function calendarTable({ insights, currency }: InsightsView): TableContent {
  return {
    title: t("The last 53 weeks"),
    columns: [t("Day"), t("Tokens"), t("Cost ({0})", currency.code), t("Calls")],
    rows: insights.calendar
      .toReversed()
      .map((day) => [weekdayWords(day.day), tokensCell(day.tokens), costCell(day, currency), countCell(day.calls)]),
  };
}

/** Every day from a Monday 52 weeks ago to today. */
function cellsOf({ insights, currency, state }: InsightsView): readonly HeatCell[] {
  const days = new Map(insights.calendar.map((day) => [day.day, day]));
  const first = dayAfter(insights.today, -weekdayOf(insights.today) - (WEEKS - 1) * 7);
  const count = (WEEKS - 1) * 7 + weekdayOf(insights.today) + 1;
  let month = "";
  return Array.from({ length: count }, (_, index) => {
    const key = dayAfter(first, index);
    const day = days.get(key);
    const isNewMonth = index % 7 === 0 && key.slice(0, 7) !== month;
    if (isNewMonth) month = key.slice(0, 7);
    return {
      value: (state.measure === "cost" ? day?.costNanos : day?.tokens) ?? 0,
      words:
        day === undefined
          ? t("{0}: no usage", weekdayWords(key))
          : t("{0}: {1} tokens, {2}", weekdayWords(key), formatTokens(day.tokens), formatCost(day, currency)),
      columnLabel: isNewMonth ? monthWords(key) : "",
    };
  });
}

function summaryOf({ calendar }: Insights): string {
  const busiest = calendar.toSorted((a, b) => b.tokens - a.tokens)[0];
  if (busiest === undefined) return t("No usage in the last 53 weeks.");
  const most = formatTokens(busiest.tokens);
  return calendar.length === 1
    ? t("One day with usage: {0}, {1} tokens.", weekdayWords(busiest.day), most)
    : t("{0} days with usage; the most on {1}: {2} tokens.", calendar.length, weekdayWords(busiest.day), most);
}
