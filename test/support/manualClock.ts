import type { Clock } from "../../src/host/clock.ts";

/** A clock that stands still until it is told to go on. */
export class ManualClock implements Clock {
  #nowMs: number;
  #timers: { readonly atMs: number; readonly run: () => void }[] = [];

  constructor(nowMs = Date.UTC(2026, 10, 22, 12)) {
    this.#nowMs = nowMs;
  }

  get waiting(): number {
    return this.#timers.length;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, run: () => void): { dispose(): void } {
    const timer = { atMs: this.#nowMs + delayMs, run };
    this.#timers.push(timer);
    return {
      dispose: () => {
        this.#timers = this.#timers.filter((other) => other !== timer);
      },
    };
  }

  /** Lets time pass and runs what falls due, in order. */
  advance(byMs: number): void {
    const untilMs = this.#nowMs + byMs;
    for (;;) {
      const due = this.#timers
        .filter((timer) => timer.atMs <= untilMs)
        .toSorted((one, other) => one.atMs - other.atMs)[0];
      if (due === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.#nowMs = due.atMs;
      due.run();
    }
    this.#nowMs = untilMs;
  }
}
