import type { VNode } from "preact";
import { useState } from "preact/hooks";

import { ChartCursor } from "./chartCursor.tsx";
import { axisMarks, topOf } from "./scale.ts";
import { useWidth } from "./useWidth.ts";

/** Values over the same points; a gap where there is none. */
export type LineValues = readonly (number | undefined)[];

const HEIGHT = 200;
const LEFT = 52;
const TOP = 10;
const PLOT = HEIGHT - TOP - 22;
const RIGHT = 8;
const MARKS = 4;

/** A line with the area below it, a limit that it may come near to, and dots beside it. */
export function LineChart(props: {
  readonly summary: string;
  readonly label: string;
  readonly count: number;
  readonly line: LineValues;
  readonly limit?: LineValues;
  readonly dots?: LineValues;
  /** Points that begin something, marked at the foot. */
  readonly marks?: readonly number[];
  readonly ends: readonly [string, string];
  readonly format: (value: number) => string;
  readonly describe: (index: number) => string;
}): VNode {
  const { summary, label, count, line, limit = [], dots = [], marks = [], ends, format, describe } = props;
  const [ref, width] = useWidth<HTMLDivElement>();
  const [cursor, setCursor] = useState<number | undefined>(undefined);
  const at = cursor === undefined ? undefined : Math.min(cursor, count - 1);
  const axis = axisMarks(largestOf([...line, ...limit, ...dots]), MARKS);
  const room = width - LEFT - RIGHT;
  const xOf = (index: number): number => round(LEFT + (count < 2 ? room / 2 : (index / (count - 1)) * room));
  const yOf = (value: number): number => round(TOP + PLOT * (1 - value / topOf(axis)));
  const foot = TOP + PLOT;
  return (
    <div class="chart" ref={ref}>
      <p class="readout">{at === undefined ? " " : describe(at)}</p>
      <div class="chart-plot">
        <svg role="img" aria-label={summary} width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`}>
          <title>{summary}</title>
          <g class="axis">
            {axis.map((mark) => (
              <g key={mark}>
                <path d={`M${LEFT} ${yOf(mark)}H${width - RIGHT}`} />
                <text x={LEFT - 8} y={yOf(mark) + 4} text-anchor="end">
                  {format(mark)}
                </text>
              </g>
            ))}
            <text x={LEFT} y={HEIGHT - 4}>
              {ends[0]}
            </text>
            <text x={width - RIGHT} y={HEIGHT - 4} text-anchor="end">
              {ends[1]}
            </text>
          </g>
          <path class="line-area" d={areaOf(line, xOf, yOf, foot)} />
          <path class="line" d={pathOf(line, xOf, yOf)} />
          <path class="line-limit" d={pathOf(limit, xOf, yOf)} />
          {dots.map((value, index) =>
            value === undefined ? null : (
              <circle key={index} class="line-dot" cx={xOf(index)} cy={yOf(value)} r={2.5} />
            ),
          )}
          <path class="line-marks" d={marks.map((index) => `M${xOf(index)} ${foot}v5`).join("")} />
          {at !== undefined && <path class="line-cursor" d={`M${xOf(at)} ${TOP}V${foot}`} />}
        </svg>
        <ChartCursor
          label={label}
          count={count}
          at={at}
          keys={{ by: "column", across: 0, page: Math.ceil(count / 10) }}
          describe={describe}
          pointAt={(x) => clamp(Math.round(((x - LEFT) / Math.max(1, room)) * (count - 1)), count - 1)}
          go={setCursor}
        />
      </div>
    </div>
  );
}

type Scale = (value: number) => number;

/** Lines through values that follow each other; those without one are passed over. */
function pathOf(values: LineValues, xOf: Scale, yOf: Scale): string {
  const places = values.flatMap((value, index) => (value === undefined ? [] : [`${xOf(index)} ${yOf(value)}`]));
  if (places.length === 1) return `M${places[0]}h.01`;
  return places.length === 0 ? "" : `M${places.join("L")}`;
}

function areaOf(values: LineValues, xOf: Scale, yOf: Scale, foot: number): string {
  const first = values.findIndex((value) => value !== undefined);
  const last = values.findLastIndex((value) => value !== undefined);
  return first === last ? "" : `${pathOf(values, xOf, yOf)}V${foot}H${xOf(first)}z`;
}

function largestOf(values: LineValues): number {
  return values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
}

function clamp(value: number, last: number): number {
  return Math.min(last, Math.max(0, value));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
