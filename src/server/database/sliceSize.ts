/** Short enough for a request that waits for it, long enough to be worth a transaction. */
const SLICE_MS = 40;

export interface SliceBounds {
  readonly least: number;
  readonly most: number;
}

/** How many members, days or rows a job takes in its next transaction: what took about 40 milliseconds last time. */
export class SliceSize {
  readonly #bounds: SliceBounds;
  readonly #now: () => number;
  #size: number;

  constructor(bounds: SliceBounds, now: () => number = () => performance.now()) {
    this.#bounds = bounds;
    this.#now = now;
    this.#size = bounds.least;
  }

  /** Runs the inside of a transaction with as many as it may take, and learns from how long it took. */
  async take<Result>(body: (size: number) => Promise<Result>): Promise<Result> {
    const startedMs = this.#now();
    const result = await body(this.#size);
    // Twice or half as many at most: one slice that came at a bad moment tells little.
    const change = Math.min(2, Math.max(0.5, SLICE_MS / Math.max(1, this.#now() - startedMs)));
    this.#size = Math.round(Math.min(this.#bounds.most, Math.max(this.#bounds.least, this.#size * change)));
    return result;
  }
}
