import { t } from "@vscode/l10n";
import type { VNode } from "preact";
import { useState } from "preact/hooks";

import { formatCount, formatTokens, formatTokensInWords } from "../../core/format.ts";
import { COMPANY, curveHeight } from "../../core/perspective/company.ts";
import { logPlace } from "../../core/perspective/scales.ts";
import { ChartCursor } from "../charts/chartCursor.tsx";
import { useWidth } from "../charts/useWidth.ts";
import { roughTokens } from "./shareWords.ts";

/** A place on the curve that has a meaning. */
export interface CurvePoint {
  readonly id: string;
  readonly label: string;
  readonly tokens: number;
}

const LOW = 1e6;
const HIGH = 1e12;
const TICKS = [1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12] as const;
const HEIGHT = 232;
const SIDE = 18;
/** Above the curve is room for the word and, below it, for the numbers of the marks. */
const TOP = 40;
const YOU = 14;
const FOOT = HEIGHT - 24;
const STEPS = 120;

/** The distribution over a logarithmic scale, with the reader's own place on it. */
export function CompanyCurve(props: {
  /** From the left to the right. */
  readonly points: readonly CurvePoint[];
  readonly ownTokens: number | undefined;
  readonly summary: string;
}): VNode {
  const { points, ownTokens = 0, summary } = props;
  const [ref, width] = useWidth<HTMLDivElement>();
  const [cursor, setCursor] = useState<number | undefined>(undefined);
  const at = cursor === undefined ? undefined : points[cursor];
  const xOf = (tokens: number): number => SIDE + logPlace(tokens, LOW, HIGH) * (width - 2 * SIDE);
  const marks = points.filter(({ id }) => id !== "own");
  const describe = (index: number): string => wordsOf(points[index]);
  return (
    <div class="chart" ref={ref}>
      <p class="readout">{at === undefined ? " " : wordsOf(at)}</p>
      <div class="chart-plot">
        <svg role="img" aria-label={summary} width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`}>
          <title>{summary}</title>
          <g class="axis">
            <path d={`M${SIDE} ${FOOT}H${width - SIDE}`} />
            {TICKS.map((tick) => (
              <text key={tick} x={xOf(tick)} y={HEIGHT - 6} text-anchor="middle">
                {formatTokens(tick)}
              </text>
            ))}
          </g>
          {ownTokens > 0 && <path class="curve-below" d={`${curve(xOf, LOW, ownTokens)}V${FOOT}H${xOf(LOW)}z`} />}
          <path class="curve" d={curve(xOf, LOW, HIGH)} />
          {marks.map(({ id, tokens }, index) => (
            <g key={id} class="axis">
              <path class="curve-mark" d={`M${xOf(tokens)} ${yOf(tokens)}V${FOOT}`} />
              <text x={xOf(tokens)} y={yOf(tokens) - 5} text-anchor="middle">
                {formatCount(index + 1)}
              </text>
            </g>
          ))}
          {ownTokens > 0 && (
            <>
              <path class="curve-own" d={`M${xOf(ownTokens)} ${YOU + 6}V${FOOT}`} />
              <text class="curve-you" x={xOf(ownTokens)} y={YOU} text-anchor={anchorOf(ownTokens)}>
                {t("You")}
              </text>
            </>
          )}
          {at !== undefined && <circle class="curve-at" cx={xOf(at.tokens)} cy={yOf(at.tokens)} r={5} />}
        </svg>
        <ChartCursor
          label={t("Places on the curve")}
          count={points.length}
          at={cursor}
          keys={{ by: "column", across: 0, page: points.length }}
          describe={describe}
          pointAt={(x) => nearest(points, xOf, x)}
          go={setCursor}
        />
      </div>
      <ol class="legend curve-legend" aria-label={t("Dotted lines")}>
        {marks.map(({ id, label, tokens }) => (
          <li key={id}>
            <span>{label}</span>
            <span class="quiet">{roughTokens(tokens)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function wordsOf(point: CurvePoint | undefined): string {
  return point === undefined ? "" : t("{0}: {1} tokens", point.label, formatTokensInWords(point.tokens));
}

type Scale = (tokens: number) => number;

function yOf(tokens: number): number {
  return round(FOOT - curveHeight(COMPANY, Math.min(HIGH, Math.max(LOW, tokens))) * (FOOT - TOP));
}

/** The line from one number of tokens to another, in steps that are even on the scale. */
function curve(xOf: Scale, from: number, to: number): string {
  const end = Math.min(HIGH, Math.max(LOW, to));
  const places = Array.from({ length: STEPS + 1 }, (_, step) => from * (end / from) ** (step / STEPS));
  return `M${places.map((tokens) => `${round(xOf(tokens))} ${yOf(tokens)}`).join("L")}`;
}

/** Keeps the word inside where the mark is near an end. */
function anchorOf(tokens: number): "start" | "middle" | "end" {
  const place = logPlace(tokens, LOW, HIGH);
  if (place < 0.05) return "start";
  return place > 0.95 ? "end" : "middle";
}

function nearest(points: readonly CurvePoint[], xOf: Scale, x: number): number | undefined {
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, { tokens }] of points.entries()) {
    const distance = Math.abs(xOf(tokens) - x);
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
