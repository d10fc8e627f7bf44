/** Time as sync sees it. The extension's own clock is one; tests bring another. */
export interface Clock {
  nowMs(): number;
  /** Runs once, unless disposed before. */
  after(delayMs: number, run: () => void): { dispose(): void };
}
