import type { DayFacts } from "../../../src/core/achievements/dayFacts.ts";
import { histogramOf } from "../../../src/core/achievements/histogram.ts";
import { dayBack, daysBack, modelUse, wizardFacts } from "../playedDays.ts";
import {
  COUNT,
  COUNT_AT_MOST,
  FIGURE,
  FIGURE_AT_MOST,
  type DayLadder,
  type Ladder,
  everyGrade,
  onOneDay,
  spread,
  withTurns,
  ofDays,
} from "./ladder.ts";

const WIZARD = [
  [0.955, 24],
  [0.965, 28],
  [0.975, 34],
  [0.98, 40],
] as const;

function wizard(index: number, changes: Partial<DayFacts> = {}): Partial<DayFacts> {
  const [hit, reads] = WIZARD[index] ?? [0, 0];
  return { ...wizardFacts(hit, reads), ...changes };
}

const SAVED = [0.2, 0.35, 0.5, 0.65] as const;

/** Calls on a model of 1000 units, which all of them would cost, beside others at whatever saves the share. */
function rightSized(saved: number, expensiveCalls = 30): Partial<DayFacts> {
  const paid = (1 - saved) * 100e6;
  const expensive = modelUse("1000-units", expensiveCalls, paid);
  return { uses: expensiveCalls === 100 ? [expensive] : [expensive, modelUse("1-unit", 100 - expensiveCalls, 0)] };
}

const steered = (share: number): Partial<DayFacts> => ({ steeredTokens: share * 1_000_000 });

const CACHE_WIZARD: readonly Omit<DayLadder, "badge">[] = [
  {
    what: "cache hit",
    steps: WIZARD.map(([hit]) => hit),
    ...FIGURE,
    days: (hit, index) => daysBack(14, wizardFacts(hit, WIZARD[index]?.[1] ?? 0)),
  },
  {
    what: "cache reads per write",
    steps: WIZARD.map(([, reads]) => reads),
    ...FIGURE,
    days: (reads, index) => daysBack(14, wizardFacts(WIZARD[index]?.[0] ?? 0, reads)),
  },
  { what: "active days", steps: everyGrade(14), ...COUNT, days: (days, index) => daysBack(days, wizard(index)) },
  { what: "turns", steps: everyGrade(100), ...COUNT, days: (turns, index) => withTurns(13, 7, turns, wizard(index)) },
  {
    what: "median prompt in percent of the window",
    steps: everyGrade(50),
    ...COUNT_AT_MOST,
    days: (share, index) => daysBack(14, wizard(index, { windowShares: histogramOf(new Map([[share, 9]])) })),
  },
  {
    what: "steered share",
    steps: everyGrade(0.5),
    ...FIGURE,
    days: (share, index) => daysBack(14, wizard(index, steered(share))),
  },
];

const RIGHT_TOOL: readonly Omit<DayLadder, "badge">[] = [
  { what: "saving", steps: SAVED, ...FIGURE, days: (saved) => daysBack(14, rightSized(saved)) },
  {
    what: "active days",
    steps: everyGrade(14),
    ...COUNT,
    days: (days, index) => daysBack(days, rightSized(SAVED[index] ?? 0)),
  },
  {
    what: "turns",
    steps: everyGrade(100),
    ...COUNT,
    days: (turns, index) => withTurns(13, 7, turns, rightSized(SAVED[index] ?? 0)),
  },
  {
    what: "models",
    steps: everyGrade(2),
    ...COUNT,
    days: (models, index) => daysBack(14, rightSized(SAVED[index] ?? 0, models < 2 ? 100 : 30)),
  },
];

/** Costs per turn fall to almost nothing, in the one month or the other as asked for. */
const CHEAP = { costNanos: 1 };
const HALF_PRICE: readonly Omit<DayLadder, "badge">[] = [
  {
    what: "cost per turn",
    steps: [0.85, 0.75, 0.6, 0.5],
    ...FIGURE_AT_MOST,
    days: (share) => [...daysBack(28, { costNanos: share * 1_000_000 }), ...daysBack(28, {}, 28)],
  },
  {
    what: "active days",
    steps: everyGrade(8),
    ...COUNT,
    days: (days) => [...daysBack(days, { ...CHEAP, turns: 15 }), ...daysBack(28, {}, 28)],
  },
  {
    what: "turns",
    steps: everyGrade(100),
    ...COUNT,
    days: (turns) => [...withTurns(10, 9, turns, CHEAP), ...daysBack(28, {}, 28)],
  },
  {
    what: "active days before",
    steps: everyGrade(8),
    ...COUNT,
    days: (days) => [...daysBack(28, CHEAP), ...daysBack(days, { turns: 15 }, 28)],
  },
  {
    what: "turns before",
    steps: everyGrade(100),
    ...COUNT,
    days: (turns) => [...daysBack(28, CHEAP), ...daysBack(10, { turns: 9 }, 28), dayBack(38, { turns: turns - 90 })],
  },
];

const NO_SURPRISES: readonly Omit<DayLadder, "badge">[] = [
  {
    what: "the costliest day",
    steps: [4, 3, 2.5, 2],
    ...FIGURE_AT_MOST,
    days: (times) => [...daysBack(20), dayBack(20, { costNanos: times * 1_000_000 })],
  },
  { what: "active days", steps: everyGrade(12), ...COUNT, days: spread({}) },
  { what: "turns", steps: everyGrade(100), ...COUNT, days: (turns) => withTurns(12, 8, turns) },
  { what: "steered share", steps: everyGrade(0.5), ...FIGURE, days: (share) => daysBack(12, steered(share)) },
];

const OTHERS: readonly DayLadder[] = [
  { badge: "warm-start", what: "sessions", steps: [20, 50, 100, 200], ...COUNT, days: onOneDay("warmStarts") },
  {
    badge: "thrifty-context",
    what: "days",
    steps: [5, 10, 20, 40],
    ...COUNT,
    days: spread({ turns: 20, thriftyCalls: 20 }),
  },
  { badge: "clean-slate", what: "sessions", steps: [25, 75, 200, 500], ...COUNT, days: onOneDay("cleanSlates") },
  {
    badge: "crisp",
    what: "answers, thirty a day",
    steps: [50, 150, 400, 1000],
    ...COUNT,
    days: (count) => [...daysBack(Math.floor(count / 30), { crispTurns: 30 }), dayBack(99, { crispTurns: count % 30 })],
  },
  {
    badge: "cache-rescue",
    what: "cache hit of the two weeks after",
    steps: [0.95],
    ...FIGURE,
    days: (hit) =>
      [0.899, hit, hit].map((share, place) =>
        dayBack(14 - 7 * place, { turns: 50, promptTokens: 1_000_000, cacheReadTokens: share * 1_000_000 }),
      ),
  },
];

function of(badge: string, ladders: readonly Omit<DayLadder, "badge">[]): readonly DayLadder[] {
  return ladders.map((ladder) => ({ badge, ...ladder }));
}

export const EFFICIENCY_LADDERS: readonly Ladder[] = ofDays([
  ...of("cache-wizard", CACHE_WIZARD),
  ...of("right-tool", RIGHT_TOOL),
  ...of("half-price", HALF_PRICE),
  ...of("no-surprises", NO_SURPRISES),
  ...OTHERS,
]);
