import type { VNode } from "preact";

import { type CursorKeys, cursorAfter } from "./cursorKeys.ts";

/**
 * Lies over a chart and goes from point to point, by keyboard and by pointer. It is a slider to screen readers: they read
 * out each point as it is reached.
 */
export function ChartCursor(props: {
  /** What the points are of. */
  readonly label: string;
  readonly count: number;
  /** The point that is read out; `undefined` for none yet. */
  readonly at: number | undefined;
  readonly keys: CursorKeys;
  readonly describe: (index: number) => string;
  /** Point at a place in pixels from the chart's corner. */
  readonly pointAt: (x: number, y: number) => number | undefined;
  readonly go: (index: number | undefined) => void;
}): VNode | null {
  const { label, count, at, keys, describe, pointAt, go } = props;
  if (count === 0) return null;
  const now = Math.min(at ?? count - 1, count - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = cursorAfter(event.key, now, count, keys);
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    go(next);
  };
  const onPointerMove = (event: PointerEvent & { readonly currentTarget: HTMLElement }): void => {
    const box = event.currentTarget.getBoundingClientRect();
    go(pointAt(event.clientX - box.left, event.clientY - box.top) ?? at);
  };
  return (
    <div
      class="chart-cursor"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={1}
      aria-valuemax={count}
      aria-valuenow={now + 1}
      aria-valuetext={describe(now)}
      onKeyDown={onKeyDown}
      onFocus={() => go(now)}
      onPointerMove={onPointerMove}
    />
  );
}
