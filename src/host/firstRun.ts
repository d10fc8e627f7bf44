import type { Clock } from "./clock.ts";
import type { Memory } from "./memory.ts";

const KEY = "tokenLegend.walkthroughOffered";
/** Who is new gets one message, not several. */
const WELCOME_MS = 10 * 60_000;
const FIRST_DAY_MS = 24 * 60 * 60_000;

/** Offers the walkthrough once, whatever comes of it: several windows that open at once ask no more than one does. */
export class FirstRun {
  readonly #memory: Memory;
  readonly #clock: Pick<Clock, "nowMs">;
  readonly #ask: () => Promise<boolean>;
  readonly #open: () => void;

  /** @param ask resolves with whether it is wanted */
  constructor(memory: Memory, clock: Pick<Clock, "nowMs">, ask: () => Promise<boolean>, open: () => void) {
    this.#memory = memory;
    this.#clock = clock;
    this.#ask = ask;
    this.#open = open;
  }

  /** Whether the person is just being made welcome, or still to be: what old logs come to is no news then. */
  get isWelcome(): boolean {
    return this.#ageMs() < WELCOME_MS;
  }

  /** Whether it is the first day: no week is looked back on then. */
  get isFirstDay(): boolean {
    return this.#ageMs() < FIRST_DAY_MS;
  }

  async offer(): Promise<void> {
    if (this.#memory.get(KEY) !== undefined) return;
    // Before the question, which may stay unanswered.
    await this.#memory.update(KEY, this.#clock.nowMs());
    if (await this.#ask()) this.#open();
  }

  /** Time since the offer: none as long as it is still to come. */
  #ageMs(): number {
    const offered = this.#memory.get(KEY);
    if (typeof offered === "number") return Math.abs(this.#clock.nowMs() - offered);
    return offered === undefined ? 0 : Infinity;
  }
}
