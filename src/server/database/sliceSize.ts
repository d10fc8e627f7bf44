/** Short enough that a request which waits for it is still quick, long enough to be worth a transaction. */
const SLICE_MS = 5;

export interface SliceBounds {
  readonly least: number;
  readonly most: number;
}

/** How many members, days or rows a job takes in its next transaction: what took about five milliseconds last time. */
export class SliceSize {
  readonly #bounds: SliceBounds;
  readonly #now: () => number;
  #size: number;
  #longestMs = 0;

  constructor(bounds: SliceBounds, now: () => number = () => performance.now()) {
    this.#bounds = bounds;
    this.#now = now;
    this.#size = bounds.least;
  }

  get size(): number {
    return this.#size;
  }

  /** Runs the inside of a transaction, one of those that deal with a slice. */
  async time<Result>(body: () => Promise<Result>): Promise<Result> {
    const startedMs = this.#now();
    const result = await body();
    this.#longestMs = Math.max(this.#longestMs, this.#now() - startedMs);
    return result;
  }

  /** Sets the size of the next slice by the longest of the transactions for this one. */
  learn(): void {
    // Twice or half as many at most: one slice that came at a bad moment tells little.
    const change = Math.min(2, Math.max(0.5, SLICE_MS / Math.max(1, this.#longestMs)));
    this.#size = Math.round(Math.min(this.#bounds.most, Math.max(this.#bounds.least, this.#size * change)));
    this.#longestMs = 0;
  }

  /** As `time` and `learn`, for a slice that one transaction deals with. */
  async take<Result>(body: (size: number) => Promise<Result>): Promise<Result> {
    const result = await this.time(() => body(this.#size));
    this.learn();
    return result;
  }
}
