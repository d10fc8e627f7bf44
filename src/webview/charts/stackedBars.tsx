import type { VNode } from "preact";
import { useState } from "preact/hooks";

import { ChartCursor } from "./chartCursor.tsx";
import { Legend } from "./legend.tsx";
import { axisMarks, labelStep, topOf } from "./scale.ts";
import { SeriesPatterns, SeriesShape } from "./seriesFill.tsx";
import { useWidth } from "./useWidth.ts";

/** What is stacked: names of the series, and a value of each at each point. */
export interface Stacked {
  readonly names: readonly string[];
  readonly points: readonly StackedPoint[];
}

interface StackedPoint {
  /** Short, below the axis. */
  readonly label: string;
  /** Read out. */
  readonly longLabel: string;
  readonly values: readonly number[];
  /** Which of the values are less than the whole, by an unknown amount. None where absent. */
  readonly partial?: readonly boolean[];
}

/** A value, or a sum of values. */
interface Amount {
  readonly value: number;
  readonly isPartial: boolean;
}

const NOTHING: Amount = { value: 0, isPartial: false };

const HEIGHT = 240;
const LEFT = 52;
const TOP = 8;
const BOTTOM = 24;
const PLOT = HEIGHT - TOP - BOTTOM;
const LABEL_PX = 64;
const MARKS = 4;
/** Narrower columns have no room for a gap. */
const LEAST_GAPPED_PX = 4;

/** Columns over time, each a stack. */
export function StackedBars(props: {
  readonly id: string;
  /** What the chart is, to who cannot see it. */
  readonly summary: string;
  /** What the points are of. */
  readonly label: string;
  readonly stacked: Stacked;
  readonly format: (value: number, isPartial: boolean) => string;
}): VNode {
  const { id, summary, label, stacked, format } = props;
  const { names, points } = stacked;
  const [ref, width] = useWidth<HTMLDivElement>();
  const [cursor, setCursor] = useState<number | undefined>(undefined);
  const at = cursor === undefined ? undefined : Math.min(cursor, points.length - 1);
  const sums = points.map((point) => sumOf(names.map((_, place) => amountAt(point, place))));
  const marks = axisMarks(Math.max(0, ...sums.map(({ value }) => value)), MARKS);
  const write = ({ value, isPartial }: Amount): string => format(value, isPartial);
  const band = (width - LEFT) / Math.max(1, points.length);
  const describe = (index: number): string => `${points[index]?.longLabel ?? ""}: ${write(sums[index] ?? NOTHING)}`;
  const shown = at === undefined ? points : points.slice(at, at + 1);
  return (
    <div class="chart" ref={ref}>
      <p class="readout">{at === undefined ? " " : describe(at)}</p>
      <div class="chart-plot">
        <svg role="img" aria-label={summary} width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`}>
          <title>{summary}</title>
          <SeriesPatterns id={id} />
          <ValueAxis marks={marks} width={width} format={(mark) => format(mark, false)} />
          {names.map((name, place) => (
            <SeriesShape key={name} id={id} index={place} d={columnsOf(points, place, topOf(marks), band)} />
          ))}
          <PointLabels points={points} width={width - LEFT} band={band} />
          {at !== undefined && (
            <rect class="chart-point" x={LEFT + at * band} y={TOP} width={Math.max(band, 2)} height={PLOT} />
          )}
        </svg>
        <ChartCursor
          label={label}
          count={points.length}
          at={at}
          keys={{ by: "column", across: 0, page: Math.ceil(points.length / 10) }}
          describe={(index) => `${describe(index)}${partsOf(names, points[index], write)}`}
          pointAt={(x) => (x < LEFT ? undefined : Math.min(points.length - 1, Math.floor((x - LEFT) / band)))}
          go={setCursor}
        />
      </div>
      <Legend
        id={id}
        entries={names.map((name, place) => ({
          name,
          value: write(sumOf(shown.map((point) => amountAt(point, place)))),
        }))}
      />
    </div>
  );
}

function ValueAxis(props: {
  readonly marks: readonly number[];
  readonly width: number;
  readonly format: (value: number) => string;
}): VNode {
  const top = topOf(props.marks);
  return (
    <g class="axis">
      {props.marks.map((mark) => {
        const y = TOP + PLOT * (1 - mark / top);
        return (
          <g key={mark}>
            <path d={`M${LEFT} ${y}H${props.width}`} />
            <text x={LEFT - 8} y={y + 4} text-anchor="end">
              {props.format(mark)}
            </text>
          </g>
        );
      })}
    </g>
  );
}

function PointLabels(props: {
  readonly points: readonly StackedPoint[];
  readonly width: number;
  readonly band: number;
}): VNode {
  const { points, width, band } = props;
  const step = labelStep(points.length, width, LABEL_PX);
  return (
    <g class="axis">
      {points.map(({ label }, index) => {
        const x = LEFT + (index + 0.5) * band;
        // A label has half its width on either side.
        const isInside = x - LABEL_PX / 2 >= 0 && x + LABEL_PX / 2 <= LEFT + width + LABEL_PX / 8;
        return index % step === 0 && isInside ? (
          <text key={index} x={x} y={HEIGHT - 6} text-anchor="middle">
            {label}
          </text>
        ) : null;
      })}
    </g>
  );
}

/** All rectangles of one series in one path: a year of days has thousands. */
function columnsOf(points: readonly StackedPoint[], place: number, top: number, band: number): string {
  const gap = band >= LEAST_GAPPED_PX ? Math.min(4, band * 0.2) : 0;
  const columns: string[] = [];
  points.forEach(({ values }, index) => {
    const value = values[place] ?? 0;
    if (value <= 0) return;
    const below = values.slice(0, place).reduce((sum, lower) => sum + lower, 0);
    const y = TOP + PLOT * (1 - (below + value) / top);
    const x = LEFT + index * band + gap / 2;
    columns.push(`M${round(x)} ${round(y)}h${round(band - gap)}v${round((PLOT * value) / top)}h${-round(band - gap)}z`);
  });
  return columns.join("");
}

function partsOf(names: readonly string[], point: StackedPoint | undefined, write: (amount: Amount) => string): string {
  const parts = names.flatMap((name, place) => {
    const amount = point === undefined ? NOTHING : amountAt(point, place);
    return amount.value > 0 || amount.isPartial ? [`${name} ${write(amount)}`] : [];
  });
  return parts.length < 2 ? "" : `; ${parts.join(", ")}`;
}

function amountAt({ values, partial }: StackedPoint, place: number): Amount {
  return { value: values[place] ?? 0, isPartial: partial?.[place] ?? false };
}

function sumOf(amounts: readonly Amount[]): Amount {
  return {
    value: amounts.reduce((sum, { value }) => sum + value, 0),
    isPartial: amounts.some(({ isPartial }) => isPartial),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
