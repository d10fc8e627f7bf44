import type { Disposable } from "./disposableStore.ts";

/** Time as the host sees it; tests bring their own. */
export interface Clock {
  nowMs(): number;
  /** Runs once, unless disposed before. */
  after(delayMs: number, run: () => void): Disposable;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return { dispose: () => clearTimeout(timer) };
  },
};
