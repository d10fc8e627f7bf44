import type { Memory } from "./memory.ts";

/**
 * Writes to VS Code's memory one after the other. It tells an extension of each write by all that was kept at the time, and what
 * was set in the meantime would be lost. What is being written is known at once.
 */
export class OrderlyMemory implements Memory {
  readonly #kept: Memory;
  readonly #waiting = new Map<string, { readonly value: unknown }>();
  /** Never fails. */
  #last: Promise<void> = Promise.resolve();

  constructor(kept: Memory) {
    this.#kept = kept;
  }

  get(key: string): unknown {
    const waiting = this.#waiting.get(key);
    return waiting === undefined ? this.#kept.get(key) : waiting.value;
  }

  update(key: string, value: unknown): Promise<void> {
    const waiting = { value };
    this.#waiting.set(key, waiting);
    const written = this.#last.then(() => this.#kept.update(key, value));
    const forget = (): void => {
      if (this.#waiting.get(key) === waiting) this.#waiting.delete(key);
    };
    this.#last = written.then(forget, forget);
    return written;
  }
}
