import type { VNode } from "preact";
import type { VolumeView } from "../../shared/board/volumeView.ts";
import { formatTokens } from "../../core/format.ts";
import { ChartCard } from "../../webview/charts/chartCard.tsx";
import { StackedBars } from "../../webview/charts/stackedBars.tsx";
import type { TableChoice } from "../../webview/charts/tableChoice.ts";
import { dayWords, shortDayWords } from "../dayWords.ts";
import { generalTexts } from "../generalTexts.ts";
import { publishedNumber } from "../publishedWords.ts";
import { usePublishedWords } from "../usePublishedWords.ts";
import { volumeTexts } from "./volumeTexts.ts";

/** Thirty days of all together. A day that is withheld has no column, and its reason in the table. */
export function DayChart(props: { readonly days: VolumeView["days"]; readonly tables: TableChoice }): VNode {
  const { days, tables } = props;
  const texts = volumeTexts.days;
  const words = usePublishedWords();
  const withheld = days.filter(({ counted }) => counted.kind === "withheld").length;
  const summary = texts.summary(days.length) + (withheld === 0 ? "" : texts.withheld(withheld));
  const newest = days.at(-1);
  const rows = days.map(({ day, counted }) => [
    dayWords(day),
    { text: words(counted, formatTokens), value: publishedNumber(counted) },
  ]);
  const points = days.map(({ day, counted }) => ({
    label: shortDayWords(day),
    longLabel: dayWords(day),
    values: [publishedNumber(counted) ?? 0],
  }));
  return (
    <ChartCard
      id="days"
      summary={summary}
      table={{ title: texts.title, columns: [generalTexts.day, texts.counted], rows }}
      choice={tables}
    >
      {newest === undefined || withheld === days.length ? (
        <p class="empty">{newest === undefined ? texts.none : words(newest.counted, formatTokens)}</p>
      ) : (
        <div class="single-series">
          <StackedBars
            id="days"
            summary={summary}
            label={texts.title}
            stacked={{ names: [texts.counted], points }}
            format={formatTokens}
          />
        </div>
      )}
    </ChartCard>
  );
}
