import type { GameSnapshot } from "../../shared/gameSnapshot.ts";
import type { Memory } from "../memory.ts";

const KEY = "tokenLegend.seenBadges";

/** Up to when its reader has seen what was earned, kept by VS Code. */
export class SeenBadges {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** When the newest of what was seen was earned; `undefined` where nothing was ever looked at. */
  get untilMs(): number | undefined {
    const stored = this.#memory.get(KEY);
    return typeof stored === "number" ? stored : undefined;
  }

  /** Written only when there is something new in it: the page is drawn many times a minute. */
  async see({ badges }: GameSnapshot): Promise<void> {
    const newestMs = Math.max(0, ...badges.flatMap(({ earned }) => earned.map(({ atMs }) => atMs)));
    if (this.untilMs === undefined || newestMs > this.untilMs) await this.#memory.update(KEY, newestMs);
  }
}
