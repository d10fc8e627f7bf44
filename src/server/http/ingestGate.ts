import { Refusal } from "./refusal.ts";

const RETRY_AFTER_S = 5;

export interface GateLimits {
  /** Uploads that are stored at once. */
  readonly width: number;
  /** Who has waited for longer than this is refused, and so is who comes while somebody has. */
  readonly longestWaitMs: number;
  /** Uploads that wait at most, each with its body in memory. */
  readonly mostWaiting: number;
}

interface Waiter {
  readonly sinceMs: number;
  readonly go: () => void;
  readonly refuse: (refusal: Refusal) => void;
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
      const next = this.#next();
      if (next === undefined) this.#active -= 1;
      else next.go();
    }
  }

  #next(): Waiter | undefined {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      if (!this.#isTooLong(next)) return next;
      next.refuse(new Refusal("busy", RETRY_AFTER_S));
    }
    return undefined;
  }

  #isTooLong({ sinceMs }: Waiter): boolean {
    return this.#clock() - sinceMs > this.#limits.longestWaitMs;
  }

  #wait(): Promise<void> {
    const oldest = this.#waiting[0];
    const isSlow = oldest !== undefined && this.#isTooLong(oldest);
    if (isSlow || this.#waiting.length >= this.#limits.mostWaiting)
      return Promise.reject(new Refusal("busy", RETRY_AFTER_S));
    return new Promise((go, refuse) => {
      this.#waiting.push({ sinceMs: this.#clock(), go, refuse });
    });
  }
}
