/** Random figures that are the same for the same seed. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed * 2_654_435_761) >>> 0;
  }

  /** 0 to below 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** Of a normal distribution around 0 (Box–Muller). */
  normal(deviation = 1): number {
    return deviation * Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  /** Of a log-normal distribution with this median. */
  around(median: number, sigma: number): number {
    return median * Math.exp(this.normal(sigma));
  }

  /** How many of so many happen. */
  howMany(of: number, probability: number): number {
    let count = 0;
    for (let index = 0; index < of; index += 1) if (this.chance(probability)) count += 1;
    return count;
  }
}
