import { Refusal } from "./refusal.ts";

const RETRY_AFTER_S = 5;

export interface GateLimits {
  /** Uploads that are stored at once. */
  readonly width: number;
  /** Uploads are refused while one has waited for longer than this. */
  readonly longestWaitMs: number;
  /** Uploads that wait at most, each with its body in memory. */
  readonly mostWaiting: number;
}

interface Waiter {
  readonly sinceMs: number;
  readonly go: () => void;
}

/** Lets a few uploads to the database at once. When the others wait too long, more are asked to come again later. */
export class IngestGate {
  readonly #limits: GateLimits;
  readonly #clock: () => number;
  readonly #waiting: Waiter[] = [];
  #active = 0;

  constructor(limits: GateLimits, clock: () => number) {
    this.#limits = limits;
    this.#clock = clock;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** @throws Refusal `busy` where too much waits already; then the body is not run */
  async run<Result>(body: () => Promise<Result>): Promise<Result> {
    if (this.#active < this.#limits.width) this.#active += 1;
    else await this.#wait();
    try {
      return await body();
    } finally {
      // The place goes to the next in line, so that `#active` stays as it is.
      const next = this.#waiting.shift();
      if (next === undefined) this.#active -= 1;
      else next.go();
    }
  }

  #wait(): Promise<void> {
    const oldest = this.#waiting[0];
    const isSlow = oldest !== undefined && this.#clock() - oldest.sinceMs > this.#limits.longestWaitMs;
    if (isSlow || this.#waiting.length >= this.#limits.mostWaiting)
      return Promise.reject(new Refusal("busy", RETRY_AFTER_S));
    return new Promise((go) => {
      this.#waiting.push({ sinceMs: this.#clock(), go });
    });
  }
}
