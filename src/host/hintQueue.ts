import type { Clock } from "./clock.ts";
import type { Disposable } from "./disposableStore.ts";

/** A tool writes a line every few hundred milliseconds while it answers; one look serves them all. */
const GATHER_MS = 250;

/** Gathers the paths of changed files and passes each on once per quarter of a second. */
export class HintQueue implements Disposable {
  readonly #clock: Clock;
  readonly #send: (path: string) => void;
  readonly #paths = new Set<string>();
  #timer: Disposable | undefined;

  constructor(clock: Clock, send: (path: string) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  add(path: string): void {
    this.#paths.add(path);
    this.#timer ??= this.#clock.after(GATHER_MS, () => {
      this.#timer = undefined;
      const paths = [...this.#paths];
      this.#paths.clear();
      for (const changed of paths) this.#send(changed);
    });
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    this.#paths.clear();
  }
}
