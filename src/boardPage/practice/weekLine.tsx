import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { PracticeView } from "../../shared/board/practiceView.ts";
import { ChartCursor } from "../../webview/charts/chartCursor.tsx";
import { useWidth } from "../../webview/charts/useWidth.ts";
import { dayWords, shortDayWords } from "../dayWords.ts";
import { publishedNumber } from "../publishedWords.ts";
import { usePublishedWords } from "../usePublishedWords.ts";
import { practiceTexts } from "./practiceTexts.ts";

type Weeks = PracticeView["metrics"][number]["weeks"];

const HEIGHT = 92;
const TOP = 10;
const FOOT = 20;
const LEFT = 56;
const RIGHT = 10;
const PLOT = HEIGHT - TOP - FOOT;

/** The median of up to 13 weeks; a gap where one is withheld. Its axis goes from the least to the most, as medians move little. */
export function WeekLine(props: {
  readonly title: string;
  readonly weeks: Weeks;
  readonly format: (value: number) => string;
}): VNode {
  const { title, weeks, format } = props;
  const words = usePublishedWords();
  const [ref, width] = useWidth<HTMLDivElement>();
  const [at, setAt] = useState<number | undefined>(undefined);
  const values = weeks.map(({ median }) => publishedNumber(median));
  const known = values.filter((value) => value !== undefined);
  const least = Math.min(...known);
  const most = Math.max(...known);
  const xOf = (index: number): number =>
    LEFT + (weeks.length < 2 ? 0.5 : index / (weeks.length - 1)) * (width - LEFT - RIGHT);
  const yOf = (value: number): number => TOP + PLOT * (most === least ? 0.5 : 1 - (value - least) / (most - least));
  const describe = (index: number): string => {
    const week = weeks[index];
    return week === undefined ? "" : practiceTexts.inWeek(dayWords(week.fromDay), words(week.median, format));
  };
  const marks = most === least ? [most] : [most, least];
  const pointAt = (x: number): number =>
    Math.min(
      weeks.length - 1,
      Math.max(0, Math.round(((x - LEFT) / Math.max(1, width - LEFT - RIGHT)) * (weeks.length - 1))),
    );
  return (
    <div class="chart week-line" ref={ref}>
      <div class="chart-plot">
        <svg role="img" aria-label={title} width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`}>
          <g class="axis">
            {marks.map((mark) => (
              <g key={mark}>
                <path d={`M${LEFT} ${yOf(mark)}H${width - RIGHT}`} />
                <text x={LEFT - 8} y={yOf(mark) + 4} text-anchor="end">
                  {format(mark)}
                </text>
              </g>
            ))}
            <text x={LEFT} y={HEIGHT - 4}>
              {shortDayWords(weeks[0]?.fromDay ?? 0)}
            </text>
            <text x={width - RIGHT} y={HEIGHT - 4} text-anchor="end">
              {shortDayWords(weeks.at(-1)?.fromDay ?? 0)}
            </text>
          </g>
          <path class="line" d={segmentsOf(values, xOf, yOf)} />
          {values.map((value, index) =>
            value === undefined ? null : (
              <circle
                key={index}
                class={index === at ? "week-dot now" : "week-dot"}
                cx={xOf(index)}
                cy={yOf(value)}
                r={index === at ? 4.5 : 2.5}
              />
            ),
          )}
        </svg>
        <ChartCursor
          label={title}
          count={weeks.length}
          at={at}
          keys={{ by: "column", across: 0, page: 4 }}
          describe={describe}
          pointAt={pointAt}
          go={setAt}
        />
      </div>
      <p class="readout quiet">{at === undefined ? " " : describe(Math.min(at, weeks.length - 1))}</p>
    </div>
  );
}

type Scale = (value: number) => number;

/** A line through weeks that follow each other, begun anew after a gap. */
function segmentsOf(values: readonly (number | undefined)[], xOf: Scale, yOf: Scale): string {
  return values
    .map((value, index) => {
      if (value === undefined) return "";
      const begins = values[index - 1] === undefined;
      return `${begins ? "M" : "L"}${xOf(index).toFixed(1)} ${yOf(value).toFixed(1)}`;
    })
    .join("");
}
