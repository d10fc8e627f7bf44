import type { BoardFacts } from "../../../src/core/achievements/boardFacts.ts";
import { NO_DEEDS, type Deeds, type LandedDeeds } from "../../../src/core/achievements/deeds.ts";
import { type History, makeHistory } from "../../../src/core/achievements/history.ts";
import { TODAY, priceByName } from "../playedDays.ts";
import { COUNT, FIGURE, type Ladder } from "./ladder.ts";

function withDeeds(deeds: Partial<Deeds>): History {
  return makeHistory([], TODAY, priceByName, {}, { ...NO_DEEDS, ...deeds });
}

function withLanded(landed: Partial<LandedDeeds>): History {
  return withDeeds({ landed: { maturedLines: 0, survivingLines: 0, lastingChanges: 0, cleanings: 0, ...landed } });
}

/** Something that was done once, or not at all. */
function withBoard(done: number, what: keyof BoardFacts, others: BoardFacts = {}): History {
  return makeHistory([], TODAY, priceByName, done > 0 ? { ...others, [what]: 1 } : others);
}

/** Badges that go by what came of the work, by budgets and by a team board. */
export const DEED_LADDERS: readonly Ladder[] = [
  {
    badge: "budgeteer",
    what: "months",
    steps: [1, 2, 4, 8],
    ...COUNT,
    history: (budgetMonths) => withDeeds({ budgetMonths }),
  },
  {
    badge: "it-stuck",
    what: "lines",
    steps: [200, 500, 1500, 5000],
    ...COUNT,
    history: (lines) => withLanded({ maturedLines: lines, survivingLines: lines }),
  },
  {
    badge: "it-stuck",
    what: "share that stays",
    steps: [0.8, 0.85, 0.88, 0.9],
    ...FIGURE,
    history: (share) => withLanded({ maturedLines: 1_000_000, survivingLines: share * 1_000_000 }),
  },
  {
    badge: "landed",
    what: "changes",
    steps: [3, 10, 30, 100],
    ...COUNT,
    history: (lastingChanges) => withLanded({ lastingChanges }),
  },
  {
    badge: "green-thumb",
    what: "times",
    steps: [5, 20, 60, 200],
    ...COUNT,
    history: (greenCycles) => withDeeds({ greenCycles }),
  },
  {
    badge: "spring-cleaning",
    what: "changes",
    steps: [1, 5, 15, 40],
    ...COUNT,
    history: (cleanings) => withLanded({ cleanings }),
  },
  {
    badge: "open-book",
    what: "the preview read",
    steps: [1],
    ...COUNT,
    history: (times) => withBoard(times, "previewRead", { exported: 1 }),
  },
  {
    badge: "open-book",
    what: "an export made",
    steps: [1],
    ...COUNT,
    history: (times) => withBoard(times, "exported", { previewRead: 1 }),
  },
  {
    badge: "true-up",
    what: "a corrected total",
    steps: [1],
    ...COUNT,
    history: (times) => withBoard(times, "corrected"),
  },
];
