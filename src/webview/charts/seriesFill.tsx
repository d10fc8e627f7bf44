import type { VNode } from "preact";

/** Series that look different; further ones are added up. */
export const MOST_SERIES = 9;

/** Lines and dots in a square of 8, so that series can be told apart without colours. The first has none. */
const PATTERNS = [
  "",
  "M-2 2 2-2M0 8 8 0M6 10 10 6",
  "M2 2h2v2h-2zM6 6h2v2h-2z",
  "M0 2h8M0 6h8",
  "M-2 6 2 10M0 0 8 8M6-2 10 2",
  "M0 4h8M4 0v8",
  "M2 0v8M6 0v8",
  "M0 0h4v4H0zM4 4h4v4H4z",
  "",
] as const;

/** Class that gives a series its colour. */
export function seriesClass(index: number): string {
  return `series-${Math.min(index, MOST_SERIES - 1)}`;
}

/** Patterns of the series, to be drawn once in a chart. */
export function SeriesPatterns({ id }: { readonly id: string }): VNode {
  return (
    <defs>
      {PATTERNS.map((path, index) => (
        <pattern key={path + index} id={patternId(id, index)} width="8" height="8" patternUnits="userSpaceOnUse">
          <path class={index === 2 || index === 7 ? "pattern-solid" : "pattern-line"} d={path} />
        </pattern>
      ))}
    </defs>
  );
}

/** A shape in the colour of a series, and its pattern over it. */
export function SeriesShape(props: { readonly id: string; readonly index: number; readonly d: string }): VNode {
  return (
    <g class={seriesClass(props.index)}>
      <path class="series-fill" d={props.d} />
      <path class="series-pattern" d={props.d} fill={`url(#${patternId(props.id, props.index)})`} />
    </g>
  );
}

/** How a series looks, for the legend. */
export function SeriesSwatch(props: { readonly id: string; readonly index: number }): VNode {
  return (
    <svg class="swatch" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
      <SeriesShape id={props.id} index={props.index} d="M1 1h12v12H1z" />
    </svg>
  );
}

function patternId(id: string, index: number): string {
  return `${id}-pattern-${Math.min(index, MOST_SERIES - 1)}`;
}
