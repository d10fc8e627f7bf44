import type { Disposable } from "./disposableStore.ts";

/** Holds at most one thing: what is put in disposes what was there. */
export class Slot<Item extends Disposable> implements Disposable {
  #item: Item | undefined;
  #isDisposed = false;

  get current(): Item | undefined {
    return this.#item;
  }

  set(item: Item): void {
    if (this.#isDisposed) {
      item.dispose();
      return;
    }
    const previous = this.#item;
    this.#item = item;
    previous?.dispose();
  }

  clear(): void {
    const previous = this.#item;
    this.#item = undefined;
    previous?.dispose();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.clear();
  }
}
