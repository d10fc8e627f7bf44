import type { VNode } from "preact";
import type { Quartiles } from "../../shared/board/published.ts";
import { publishedNumber } from "../publishedWords.ts";

/** Room beside the outermost of the figures, as part of their spread. */
const MARGIN = 0.6;

/** The middle half as a bar, the median as a line in it, and the reader's own as a diamond. The figures stand in words above. */
export function QuartileBar(props: {
  readonly of: Quartiles;
  readonly own: number | undefined;
  /** Of a share neither less than nothing nor more than all is drawn. */
  readonly isShare: boolean;
}): VNode | null {
  const { of, own, isShare } = props;
  const median = publishedNumber(of.median);
  if (median === undefined) return null;
  const low = publishedNumber(of.low) ?? median;
  const high = publishedNumber(of.high) ?? median;
  const [from, to] = rangeOf([low, median, high, ...(own === undefined ? [] : [own])], isShare);
  const place = (value: number): string => `${(((value - from) / (to - from)) * 100).toFixed(2)}%`;
  const width = `${(((high - low) / (to - from)) * 100).toFixed(2)}%`;
  return (
    <div class="quartiles" aria-hidden="true">
      <span class="quartile-box" style={{ left: place(low), width }} />
      <span class="quartile-median" style={{ left: place(median) }} />
      {own !== undefined && <span class="quartile-own" style={{ left: place(own) }} />}
    </div>
  );
}

function rangeOf(values: readonly number[], isShare: boolean): readonly [number, number] {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const spread = most - least || Math.abs(most) || 1;
  const from = Math.max(0, least - spread * MARGIN);
  const to = most + spread * MARGIN;
  // What lies on the edge is still seen: marks are drawn around their place.
  return [from, isShare ? Math.max(most, Math.min(1, to)) : to];
}
