import type { Memory } from "./memory.ts";

const KEY = "tokenLegend.walkthroughOffered";

/** Offers the walkthrough once, whatever comes of it: several windows that open at once ask no more than one does. */
export class FirstRun {
  readonly #memory: Memory;
  readonly #ask: () => Promise<boolean>;
  readonly #open: () => void;

  /** @param ask resolves with whether it is wanted */
  constructor(memory: Memory, ask: () => Promise<boolean>, open: () => void) {
    this.#memory = memory;
    this.#ask = ask;
    this.#open = open;
  }

  async offer(): Promise<void> {
    if (this.#memory.get(KEY) === true) return;
    // Before the question, which may stay unanswered.
    await this.#memory.update(KEY, true);
    if (await this.#ask()) this.#open();
  }
}
