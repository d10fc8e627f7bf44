import type { Clock } from "./clock.ts";
import type { Disposable } from "./disposableStore.ts";

/** Runs at once, then at most once per interval; calls in between come to one run at its end. */
export class Throttle implements Disposable {
  readonly #clock: Clock;
  readonly #intervalMs: number;
  readonly #run: () => void;
  #lastRunMs: number | undefined;
  #pending: Disposable | undefined;
  #isDisposed = false;

  constructor(clock: Clock, intervalMs: number, run: () => void) {
    this.#clock = clock;
    this.#intervalMs = intervalMs;
    this.#run = run;
  }

  request(): void {
    if (this.#isDisposed || this.#pending !== undefined) return;
    const sinceMs = this.#lastRunMs === undefined ? Infinity : this.#clock.nowMs() - this.#lastRunMs;
    // A clock that was set back must not hold the run up for longer than the interval.
    if (sinceMs < 0 || sinceMs >= this.#intervalMs) {
      this.#runNow();
      return;
    }
    this.#pending = this.#clock.after(this.#intervalMs - sinceMs, () => {
      this.#pending = undefined;
      this.#runNow();
    });
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#pending?.dispose();
    this.#pending = undefined;
  }

  #runNow(): void {
    this.#lastRunMs = this.#clock.nowMs();
    this.#run();
  }
}
