/**
 * Remembers numbers by text, at most twice as many as one generation holds. When the young generation is full it becomes
 * the old one and the old one is forgotten: what is still in use has moved to the young one by then.
 */
export class BoundedCache {
  readonly #generation: number;
  #young = new Map<string, number>();
  #old = new Map<string, number>();

  /** @param generation how many a generation holds */
  constructor(generation: number) {
    this.#generation = generation;
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }

  get(key: string): number | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old === undefined) return undefined;
    this.#old.delete(key);
    this.set(key, old);
    return old;
  }

  set(key: string, value: number): void {
    if (this.#young.size >= this.#generation) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }
}
