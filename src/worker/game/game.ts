import { evaluateBadges } from "../../core/achievements/evaluateBadges.ts";
import { makeHistory } from "../../core/achievements/history.ts";
import type { PriceOf } from "../../core/achievements/rightSizing.ts";
import { levelStanding, pointsOf } from "../../core/levels.ts";
import type { LocalCalendar } from "../../core/localDay.ts";
import { gateFiguresOf } from "../../core/tierGates.ts";
import { higherTier, tierStanding, tierSteps } from "../../core/tiers.ts";
import type { GameSnapshot } from "../../shared/gameSnapshot.ts";
import { boardFacts } from "../board/boardFacts.ts";
import { countRecent } from "../countRecent.ts";
import type { GameNews } from "../ledger/keptGame.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { deedsIn } from "../outcomes/deedsIn.ts";
import { OutcomeStore } from "../outcomes/outcomeStore.ts";
import type { SessionCache } from "../sessions/sessionCache.ts";

/** A state of the game, and what of it the ledger does not have yet. */
export interface GameState {
  readonly snapshot: GameSnapshot;
  readonly news: GameNews | undefined;
}

/** Tiers and badges over one ledger, in one time zone, by the sessions taken in so far. */
export class Game {
  readonly #ledger: Ledger;
  readonly #sessions: SessionCache;
  readonly #calendar: LocalCalendar;
  readonly #outcomes: OutcomeStore;
  #stateFor = "";

  /** @param sessions those of the ledger */
  constructor(ledger: Ledger, sessions: SessionCache) {
    this.#ledger = ledger;
    this.#sessions = sessions;
    this.#calendar = sessions.calendar;
    this.#outcomes = new OutcomeStore(ledger.database);
  }

  isOf(sessions: SessionCache): boolean {
    return this.#sessions === sessions;
  }

  /** Whether the last state is not that of the facts taken in, or of today. */
  isOutdated(nowMs: number): boolean {
    return this.#stateFor !== this.#stamp(nowMs);
  }

  /** How things stand, by the facts taken in so far. */
  state(nowMs: number): GameState {
    this.#stateFor = this.#stamp(nowMs);
    const { kept, reader, pricer } = this.#ledger;
    const priceOf: PriceOf = (sourceId, model, tokens) =>
      pricer.costNanos({ sourceId, model, tokens, atMs: nowMs, serviceTier: "standard", usOnly: false });
    const today = this.#calendar.dayKey(nowMs);
    const board = boardFacts(this.#ledger.database);
    const deeds = deedsIn(this.#ledger, this.#sessions, nowMs);
    const history = makeHistory(this.#sessions.playedDays(), today, priceOf, board, deeds);
    const { badges, fresh } = evaluateBadges(history, kept.grades(), nowMs);
    const figures = gateFiguresOf(history, badges);
    const { counted, seen } = countRecent(reader, nowMs);
    const { tier, progress } = tierStanding(counted, seen, figures);
    const best = kept.bestTier();
    const snapshot: GameSnapshot = {
      madeAtMs: nowMs,
      countedTokens: counted,
      seenTokens: seen,
      tiers: tierSteps(counted, figures),
      tier,
      bestTier: higherTier(best, tier),
      tierProgress: progress,
      level: levelStanding(pointsOf(badges)),
      badges,
      titles: badges.flatMap(({ name, earned }) => (earned.length > 0 ? [name] : [])),
    };
    const isNewBest = tier !== undefined && tier !== best && snapshot.bestTier === tier;
    const isNews = fresh.length > 0 || isNewBest || JSON.stringify(figures) !== JSON.stringify(kept.gateFigures());
    const news = { grades: fresh, tier: isNewBest ? tier : undefined, figures, atMs: nowMs };
    return { snapshot, news: isNews ? news : undefined };
  }

  #stamp(nowMs: number): string {
    const board = JSON.stringify(boardFacts(this.#ledger.database));
    return `${this.#sessions.change} ${this.#calendar.dayKey(nowMs)} ${board} ${this.#outcomes.stamp()}`;
  }
}
