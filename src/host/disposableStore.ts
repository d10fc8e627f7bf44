export interface Disposable {
  dispose(): unknown;
}

/** Owns what was created for one purpose: disposes in reverse order, safe twice, and disposes what arrives too late. */
export class DisposableStore implements Disposable {
  readonly #owned: Disposable[] = [];
  #isDisposed = false;

  get size(): number {
    return this.#owned.length;
  }

  get isDisposed(): boolean {
    return this.#isDisposed;
  }

  add<Item extends Disposable>(item: Item): Item {
    if (this.#isDisposed) item.dispose();
    else this.#owned.push(item);
    return item;
  }

  /** Disposes all even when one fails; the first failure is thrown at the end. */
  dispose(): void {
    this.#isDisposed = true;
    const failures: unknown[] = [];
    for (let item = this.#owned.pop(); item !== undefined; item = this.#owned.pop()) {
      try {
        item.dispose();
      } catch (cause) {
        failures.push(cause);
      }
    }
    if (failures.length > 0) throw new Error("Something could not be disposed.", { cause: failures[0] });
  }
}
