import assert from "node:assert/strict";
import type { DayFacts } from "../../../../src/core/achievements/dayFacts.ts";
import type { PlayedDay } from "../../../../src/core/achievements/history.ts";
import { dayBack, daysBack, gradeAt, modelUse, wizardFacts } from "../../../support/playedDays.ts";

/** A badge and the figure that decides: for each grade the value at its threshold and those just under and over it. */
interface Ladder {
  readonly badge: string;
  readonly what: string;
  readonly steps: readonly number[];
  /** What is just not enough, by the step's value. */
  readonly under: (step: number, index: number) => number;
  readonly over: (step: number, index: number) => number;
  readonly days: (value: number, index: number) => readonly PlayedDay[];
}

const oneLess = (step: number): number => step - 1;
const oneMore = (step: number): number => step + 1;
const less = (step: number): number => step * 0.999;
const more = (step: number): number => step * 1.001;

/** Days on which something happened, as many as asked for, over a long time. */
const spread = (changes: Partial<DayFacts>) => (count: number) => daysBack(count, changes);
/** One sum, all on one day. */
const onOneDay = (sum: keyof DayFacts) => (count: number) => [dayBack(0, { [sum]: count })];

const WIZARD = [
  [0.955, 24],
  [0.965, 28],
  [0.975, 34],
  [0.98, 40],
] as const;

/** Half of the calls on a model of 1000 units, which all of them would cost; the rest at whatever saves the share. */
const rightSized = (saved: number): Partial<DayFacts> => ({
  uses: [modelUse("1000-units", 50, 50e6), modelUse("1-unit", 50, 50e6 - saved * 100e6)],
});

const LADDERS: readonly Ladder[] = [
  {
    badge: "cache-wizard",
    what: "cache hit",
    steps: WIZARD.map(([hit]) => hit),
    under: less,
    over: more,
    days: (hit, index) => daysBack(14, wizardFacts(hit, WIZARD[index]?.[1] ?? 0)),
  },
  {
    badge: "cache-wizard",
    what: "cache reads per write",
    steps: WIZARD.map(([, reads]) => reads),
    under: less,
    over: more,
    days: (reads, index) => daysBack(14, wizardFacts(WIZARD[index]?.[0] ?? 0, reads)),
  },
  {
    badge: "warm-start",
    what: "sessions",
    steps: [20, 50, 100, 200],
    under: oneLess,
    over: oneMore,
    days: onOneDay("warmStarts"),
  },
  {
    badge: "thrifty-context",
    what: "days",
    steps: [5, 10, 20, 40],
    under: oneLess,
    over: oneMore,
    days: spread({ turns: 20, thriftyCalls: 20 }),
  },
  {
    badge: "clean-slate",
    what: "sessions",
    steps: [25, 75, 200, 500],
    under: oneLess,
    over: oneMore,
    days: onOneDay("cleanSlates"),
  },
  {
    badge: "right-tool",
    what: "saving",
    steps: [0.2, 0.35, 0.5, 0.65].filter((saved) => saved <= 0.5),
    under: less,
    over: (saved) => Math.min(0.5, saved * 1.001),
    days: (saved) => daysBack(14, rightSized(saved)),
  },
  {
    badge: "crisp",
    what: "answers",
    steps: [50, 150, 400, 1000],
    under: oneLess,
    over: oneMore,
    days: (count) => [...daysBack(Math.floor(count / 30), { crispTurns: 30 }), dayBack(99, { crispTurns: count % 30 })],
  },
  {
    badge: "half-price",
    what: "cost per turn",
    steps: [0.85, 0.75, 0.6, 0.5],
    under: more,
    over: less,
    days: (share) => [...daysBack(28, { costNanos: share * 1_000_000 }), ...daysBack(28, {}, 28)],
  },
  {
    badge: "no-surprises",
    what: "the costliest day",
    steps: [4, 3, 2.5, 2],
    under: more,
    over: less,
    days: (times) => [...daysBack(20), dayBack(20, { costNanos: times * 1_000_000 })],
  },
  {
    badge: "hands-on-the-wheel",
    what: "steered share",
    steps: [0.6, 0.75, 0.85, 0.92],
    under: less,
    over: more,
    days: (share) => daysBack(18, { steeredTokens: share * 1_000_000 }),
  },
  {
    badge: "hands-on-the-wheel",
    what: "active days",
    steps: [10, 12, 15, 18],
    under: oneLess,
    over: oneMore,
    days: spread({ turns: 12 }),
  },
  {
    badge: "came-back",
    what: "sessions, five a day",
    steps: [10, 40, 120, 300],
    under: oneLess,
    over: oneMore,
    days: (count) => [...daysBack(Math.floor(count / 5), { cameBacks: 9 }), dayBack(99, { cameBacks: count % 5 })],
  },
  {
    badge: "delegate",
    what: "sessions",
    steps: [10, 30, 80, 200],
    under: oneLess,
    over: oneMore,
    days: onOneDay("delegations"),
  },
  {
    badge: "deep-work",
    what: "sittings, one a day",
    steps: [5, 15, 40, 100],
    under: oneLess,
    over: oneMore,
    days: spread({ deepWorks: 3 }),
  },
  { badge: "lights-out", what: "days", steps: [10, 20, 40, 80], under: oneLess, over: oneMore, days: spread({}) },
  {
    badge: "night-off",
    what: "weeks",
    steps: [2, 4, 8, 13],
    under: oneLess,
    over: oneMore,
    // Five days from Monday on, in whole weeks before this one.
    days: (weeks) => Array.from({ length: weeks }, (_, week) => daysBack(5, {}, 9 + 7 * week)).flat(),
  },
  {
    badge: "toolsmith",
    what: "tools",
    steps: [2, 3, 4, 5],
    under: oneLess,
    over: oneMore,
    days: (count) => daysBack(4, { tools: Array.from({ length: count }, (_, tool) => [`t${tool}`, 5]) }),
  },
  {
    badge: "second-opinion",
    what: "sessions, one a day",
    steps: [5, 15, 40, 100],
    under: oneLess,
    over: oneMore,
    days: spread({ secondOpinions: 4 }),
  },
  {
    badge: "cartographer",
    what: "projects",
    steps: [3, 5, 8, 12],
    under: oneLess,
    over: oneMore,
    days: (count) => daysBack(3, { projects: Array.from({ length: count }, (_, project) => [`p${project}`, 5]) }),
  },
  {
    badge: "season-ticket",
    what: "weeks",
    steps: [6, 10, 20, 40],
    under: oneLess,
    over: oneMore,
    days: (weeks) => Array.from({ length: weeks }, (_, week) => daysBack(2, {}, 7 * week)).flat(),
  },
];

describe("the thresholds of badges", () => {
  for (const { badge, what, steps, under, over, days } of LADDERS) {
    for (const [index, step] of steps.entries()) {
      it(`gives grade ${index + 1} of ${badge} for ${what} at ${step}, over it, and not under it`, () => {
        const grade = index + 1;
        assert.ok(gradeAt(badge, days(step, index)) >= grade, "at the threshold");
        assert.ok(gradeAt(badge, days(over(step, index), index)) >= grade, "over it");
        assert.equal(gradeAt(badge, days(under(step, index), index)), index, "under it");
      });
    }
  }
});
