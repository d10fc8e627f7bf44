/** Rows drawn beyond each edge, so that scrolling by a little shows no gap. */
const SPARE_ROWS = 8;
/** A window of any height shows no more rows than this. */
const MOST_ROWS = 120;

export interface RowRange {
  /** Index of the first row that is drawn, and of the one after the last. */
  readonly first: number;
  readonly end: number;
}

/** The few of many rows of one height that can be seen, and some about them. */
export function virtualRows(scrollTop: number, heightPx: number, rowPx: number, count: number): RowRange {
  const firstSeen = Math.floor(Math.max(0, scrollTop) / rowPx);
  const seen = Math.ceil(Math.max(0, heightPx) / rowPx) + 1;
  const last = Math.max(0, count - Math.min(seen, MOST_ROWS - 2 * SPARE_ROWS));
  const from = Math.min(firstSeen, last);
  return {
    first: Math.max(0, from - SPARE_ROWS),
    end: Math.min(count, from + SPARE_ROWS + Math.min(seen, MOST_ROWS - 2 * SPARE_ROWS)),
  };
}

/** Where to scroll to so that a row is seen whole, by as little as is needed. */
export function scrollToRow(index: number, scrollTop: number, heightPx: number, rowPx: number): number {
  const top = index * rowPx;
  if (top < scrollTop) return top;
  const bottom = top + rowPx;
  return bottom > scrollTop + heightPx ? bottom - heightPx : scrollTop;
}
