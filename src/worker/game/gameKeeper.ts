import { reachedBadges } from "../../core/achievements/reachedBadges.ts";
import type { GameSnapshot, Reached } from "../../shared/gameSnapshot.ts";
import { sqliteFaultOf } from "../ledger/database.ts";
import type { GameNews } from "../ledger/keptGame.ts";
import { LeaseLost } from "../ledger/lease.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { SessionCache } from "../sessions/sessionCache.ts";
import type { SessionKeeper } from "../sessions/sessionKeeper.ts";
import { Game } from "./game.ts";

/** How long taking in changes may take at once: requests and scans wait for it. */
const SLICE_MS = 100;
/** And then it rests so many times as long: the session under way may be a huge one, which grows all the time. */
const REST = 9;
const MOST_REST_MS = 60_000;

/** Keeps tiers and badges up to date over whatever ledger is open, and what was reached in it. */
export class GameKeeper {
  readonly #sessions: SessionKeeper;
  readonly #clock: () => number;
  readonly #onReached: (reached: Reached) => void;
  #game: Game | undefined;
  #restUntilMs = -Infinity;

  /** @param onReached told of badges and tiers once they are kept */
  constructor(sessions: SessionKeeper, clock: () => number, onReached: (reached: Reached) => void = () => {}) {
    this.#sessions = sessions;
    this.#clock = clock;
    this.#onReached = onReached;
  }

  /**
   * Takes in some of what has changed; the rest the next time.
   * @returns whether something was kept that snapshots show
   */
  advance(ledger: Ledger, timeZone: string): boolean {
    const startedMs = this.#clock();
    // A clock that was set back must not make it rest for ever.
    if (startedMs < this.#restUntilMs && this.#restUntilMs - startedMs < MOST_REST_MS) return false;
    const sessions = this.#sessions.cacheOf(ledger, timeZone);
    const game = this.#gameOf(ledger, sessions);
    const isDone = sessions.advance(() => Math.abs(this.#clock() - startedMs) < SLICE_MS);
    const isNews = isDone && game.isOutdated(startedMs) && this.#keep(game, ledger, startedMs).isNews;
    const endedMs = this.#clock();
    this.#restUntilMs = endedMs + REST * (endedMs - startedMs);
    return isNews;
  }

  /** Takes in all that has changed, which takes seconds the first time in a ledger of millions of calls. */
  snapshot(ledger: Ledger, timeZone: string): GameSnapshot {
    const sessions = this.#sessions.cacheOf(ledger, timeZone);
    sessions.advance(() => true);
    return this.#keep(this.#gameOf(ledger, sessions), ledger, this.#clock()).snapshot;
  }

  #gameOf(ledger: Ledger, sessions: SessionCache): Game {
    if (this.#game?.isOf(sessions) !== true) this.#game = new Game(ledger, sessions);
    return this.#game;
  }

  /** Keeps what is new, where this process may write; where not, the one that may finds it too. */
  #keep(game: Game, ledger: Ledger, nowMs: number): { readonly snapshot: GameSnapshot; readonly isNews: boolean } {
    const { snapshot, news } = game.state(nowMs);
    if (news === undefined || ledger.opened.readOnly || !ledger.lease.state().isMine)
      return { snapshot, isNews: false };
    const reached = reachedBy(news, ledger);
    try {
      ledger.writer.keepGame(news);
      if (reached.badges.length > 0 || reached.tier !== undefined) this.#onReached(reached);
    } catch (error) {
      // What is worked out can be shown all the same; it is kept the next time.
      if (isPassing(error)) return { snapshot, isNews: false };
      // Taken over by another process meanwhile.
      if (!(error instanceof LeaseLost)) throw error;
    }
    return { snapshot, isNews: true };
  }
}

/** Another process holds the ledger for long, or the disk is full: reading the logs tells of it. */
function isPassing(error: unknown): boolean {
  const fault = sqliteFaultOf(error);
  return fault === "busy" || fault === "full";
}

function reachedBy({ grades, tier }: GameNews, { kept }: Ledger): Reached {
  return {
    badges: reachedBadges(grades),
    tier,
    isFirst: kept.grades().length === 0 && kept.bestTier() === undefined,
  };
}
