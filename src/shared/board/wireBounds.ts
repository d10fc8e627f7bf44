/** What a board takes at most. Client and server hold themselves to the same table. */
export const WIRE_BOUNDS = {
  rowsPerBatch: 500,
  bodyBytes: 256 * 1024,
  /** Any single figure: what a number holds exactly. */
  figure: Number.MAX_SAFE_INTEGER,
  /** UTC hours that a row may lie in the past, and ahead of the server's clock. */
  hoursBack: 35 * 24,
  hoursAhead: 1,
  /** Difference of clocks that is corrected; beyond it a batch is refused until the clock is set. */
  skewHours: 14,
} as const;
