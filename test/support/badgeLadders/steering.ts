import type { DayFacts } from "../../../src/core/achievements/dayFacts.ts";
import { histogramOf } from "../../../src/core/achievements/histogram.ts";
import { dayBack, daysBack } from "../playedDays.ts";
import {
  COUNT,
  COUNT_AT_MOST,
  FIGURE,
  type Ladder,
  everyGrade,
  onOneDay,
  spread,
  withTurns,
  ofDays,
} from "./ladder.ts";

/** Answered turns of one size, by the slot of the histogram that it falls into. */
function sized(slot: number, times: number): Partial<DayFacts> {
  return { turnSizes: histogramOf(new Map([[slot, times]])) };
}

export const STEERING_LADDERS: readonly Ladder[] = ofDays([
  {
    badge: "hands-on-the-wheel",
    what: "steered share",
    steps: [0.6, 0.75, 0.85, 0.92],
    ...FIGURE,
    days: (share) => daysBack(18, { steeredTokens: share * 1_000_000 }),
  },
  {
    badge: "hands-on-the-wheel",
    what: "active days",
    steps: [10, 12, 15, 18],
    ...COUNT,
    days: spread({ turns: 12 }),
  },
  {
    badge: "hands-on-the-wheel",
    what: "turns",
    steps: everyGrade(100),
    ...COUNT,
    days: (turns) => withTurns(18, 5, turns),
  },
  {
    badge: "came-back",
    what: "sessions, five a day",
    steps: [10, 40, 120, 300],
    ...COUNT,
    days: (count) => [...daysBack(Math.floor(count / 5), { cameBacks: 9 }), dayBack(99, { cameBacks: count % 5 })],
  },
  { badge: "delegate", what: "sessions", steps: [10, 30, 80, 200], ...COUNT, days: onOneDay("delegations") },
  {
    badge: "deep-work",
    what: "sittings, one a day",
    steps: [5, 15, 40, 100],
    ...COUNT,
    days: spread({ deepWorks: 3 }),
  },
  {
    badge: "steady-hand",
    what: "tokens of a turn, by slot",
    steps: [200],
    ...COUNT_AT_MOST,
    days: (slot) => [...daysBack(14, sized(slot, 15)), ...daysBack(40, sized(200, 15), 14)],
  },
  { badge: "steady-hand", what: "active days", steps: [14], ...COUNT, days: spread(sized(200, 20)) },
  {
    badge: "steady-hand",
    what: "answered turns",
    steps: [200],
    ...COUNT,
    days: (turns) => [...daysBack(13, sized(200, 15)), dayBack(13, sized(200, turns - 195))],
  },
  { badge: "lights-out", what: "days", steps: [10, 20, 40, 80], ...COUNT, days: spread({}) },
  {
    badge: "night-off",
    what: "weeks",
    steps: [2, 4, 8, 13],
    ...COUNT,
    // Five days from Monday on, in whole weeks before this one.
    days: (weeks) => Array.from({ length: weeks }, (_, week) => daysBack(5, {}, 9 + 7 * week)).flat(),
  },
]);
