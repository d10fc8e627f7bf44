/** How scrolling through a grid of rows went. */
export interface ScrollMeasure {
  readonly frames: number;
  /** Frames that came more than 20 ms after the one before: a dropped frame at 60 a second. */
  readonly late: number;
  readonly longestMs: number;
  /** Rows that were drawn at once, at most. */
  readonly mostRows: number;
  /** Highest index of a row that was drawn. */
  readonly lastRow: number;
}

interface Scroller {
  scrollTop: number;
  querySelectorAll(selector: string): ArrayLike<{ getAttribute(name: string): string | null }>;
}

/** Runs in the page: scrolls down for 120 frames, and up again for as many. */
export function measureScroll(element: unknown, stridePx: number): Promise<ScrollMeasure> {
  const scroller = element as Scroller;
  const { requestAnimationFrame } = globalThis as unknown as {
    readonly requestAnimationFrame: (callback: (nowMs: number) => void) => void;
  };
  const frames = 240;
  return new Promise((resolve) => {
    let [frame, late, longestMs, mostRows, lastRow, beforeMs] = [0, 0, 0, 0, 0, 0];
    const step = (nowMs: number): void => {
      const tookMs = nowMs - beforeMs;
      if (frame > 0) {
        longestMs = Math.max(longestMs, tookMs);
        if (tookMs > 20) late += 1;
      }
      beforeMs = nowMs;
      const rows = scroller.querySelectorAll(".session-rows [role=row]");
      mostRows = Math.max(mostRows, rows.length);
      lastRow = Math.max(lastRow, ...Array.from(rows, (row) => Number(row.getAttribute("aria-rowindex"))));
      frame += 1;
      if (frame > frames) {
        resolve({ frames, late, longestMs: Math.round(longestMs), mostRows, lastRow });
        return;
      }
      scroller.scrollTop = stridePx * (frame <= frames / 2 ? frame : frames - frame);
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
}
