import type { GameSnapshot } from "../../src/shared/gameSnapshot.ts";
import { makeBadges } from "./gameBadges.ts";

/** Noon where the tests run: the page writes days of the reader's own zone. */
export const GAME_MADE_MS = new Date(2026, 10, 22, 12).getTime();

const TIERS = [
  ["Copper", 1e6],
  ["Bronze", 10e6],
  ["Silver", 50e6],
  ["Gold", 150e6],
  ["Platinum", 700e6],
  ["Emerald", 3e9],
  ["Session Immortal", 10e9],
  ["Token Legend", 20e9],
] as const;

const FULL: GameSnapshot = {
  madeAtMs: GAME_MADE_MS,
  countedTokens: 2_134_000_000,
  seenTokens: 4_100_000_000,
  tiers: TIERS.map(([name, thresholdTokens], index) => ({
    name,
    thresholdTokens,
    isReached: index <= 4,
    gates:
      name === "Emerald"
        ? [
            { asks: "12 active days", stands: "14 active days", isMet: true },
            { asks: "30% steered", stands: "26% steered", isMet: false },
          ]
        : [],
  })),
  tier: "Platinum",
  bestTier: "Emerald",
  tierProgress: 0.62,
  level: { level: 6, points: 56, levelPoints: 45, nextLevelPoints: 63 },
  badges: makeBadges(GAME_MADE_MS),
  titles: ["Cache Wizard", "Thrifty Context", "Hands on the Wheel"],
};

/** A page's worth of someone who has used assistants for months, but for the changes. */
export function makeGame(changes: Partial<GameSnapshot> = {}): GameSnapshot {
  return { ...FULL, ...changes };
}

/** What there is before the first call. */
export function makeEmptyGame(changes: Partial<GameSnapshot> = {}): GameSnapshot {
  return makeGame({
    countedTokens: 0,
    seenTokens: 0,
    tiers: FULL.tiers.map((tier) => ({ ...tier, isReached: false })),
    tier: undefined,
    bestTier: undefined,
    tierProgress: 0,
    level: { level: 1, points: 0, levelPoints: 0, nextLevelPoints: 3 },
    badges: FULL.badges.map((badge) => ({
      ...badge,
      progress: 0,
      state: badge.state === "unknown" ? "unknown" : "locked",
      standing: badge.state === "unknown" ? badge.standing : "nothing towards it yet",
      nextGrade: badge.nextGrade === undefined && badge.earned.length <= 1 ? undefined : "bronze",
      earned: [],
    })),
    titles: [],
    ...changes,
  });
}
