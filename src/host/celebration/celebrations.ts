import { higherTier } from "../../core/tiers.ts";
import { GRADES, type Reached, type ReachedBadge } from "../../shared/gameSnapshot.ts";
import type { Clock } from "../clock.ts";
import type { Disposable } from "../disposableStore.ts";
import { Throttle } from "../throttle.ts";
import { celebrationText } from "./celebrationText.ts";

export interface CelebrationsOptions {
  readonly clock: Clock;
  /** Whether the person wants to be told. */
  readonly isOn: () => boolean;
  /** Whether the person is just being made welcome: what old logs come to is then seen in the panel, and not told besides. */
  readonly isFirstRun: () => boolean;
  /** While logs are read, what is reached is of the past and grows: it is told at the end. */
  readonly isScanning: () => boolean;
  readonly show: (text: string) => void;
}

/** However much is reached, nobody is interrupted more often. */
export const SHORTEST_CELEBRATION_MS = 5 * 60_000;

/** Tells of badges and tiers that were reached, several in one message. Nothing is ever told of a fall. */
export class Celebrations implements Disposable {
  readonly #options: CelebrationsOptions;
  readonly #throttle: Throttle;
  #waiting: Reached | undefined;

  constructor(options: CelebrationsOptions) {
    this.#options = options;
    this.#throttle = new Throttle(options.clock, SHORTEST_CELEBRATION_MS, () => this.#tell());
  }

  receive(reached: Reached): void {
    if (!this.#options.isOn()) return;
    if (reached.isFirst && this.#options.isFirstRun()) return;
    this.#waiting = this.#waiting === undefined ? reached : together(this.#waiting, reached);
    this.refresh();
  }

  /** To be called when the meter changed: reading logs may be over. */
  refresh(): void {
    if (this.#waiting !== undefined && !this.#options.isScanning()) this.#throttle.request();
  }

  dispose(): void {
    this.#waiting = undefined;
    this.#throttle.dispose();
  }

  #tell(): void {
    // Reading may have begun anew while this waited for its turn; the next refresh asks again.
    if (this.#waiting === undefined || this.#options.isScanning()) return;
    const reached = this.#waiting;
    this.#waiting = undefined;
    const text = this.#options.isOn() ? celebrationText(reached) : undefined;
    if (text !== undefined) this.#options.show(text);
  }
}

function together(earlier: Reached, later: Reached): Reached {
  const badges = new Map(earlier.badges.map((badge) => [badge.id, badge]));
  for (const badge of later.badges) {
    const before = badges.get(badge.id);
    if (before === undefined || rankOf(badge) > rankOf(before)) badges.set(badge.id, badge);
  }
  return {
    badges: [...badges.values()],
    tier: higherTier(earlier.tier, later.tier),
    isFirst: earlier.isFirst || later.isFirst,
  };
}

function rankOf({ grade }: ReachedBadge): number {
  return grade === undefined ? -1 : GRADES.indexOf(grade);
}
