import type { BadgeStanding, EarnedGrade, GameSnapshot, Grade } from "../../src/shared/gameSnapshot.ts";
import { GRADES } from "../../src/shared/gameSnapshot.ts";

const DAY_MS = 86_400_000;
export const GAME_MADE_MS = Date.UTC(2026, 10, 22, 12);

type Kind = readonly [id: string, name: string, group: BadgeStanding["group"], purpose: string, criterion: string];

/** Badges of every group, as the catalogue words them or nearly so. */
const KINDS: readonly Kind[] = [
  [
    "cache-wizard",
    "Cache Wizard",
    "efficiency",
    "Prompts that are read from cache instead of being paid for again.",
    "Over 14 active days: cache hit of 97.5 %, 34 tokens read per token written, median prompt at most half the window.",
  ],
  ["warm-start", "Warm Start", "efficiency", "Sessions whose second call is read from cache.", "100 warm sessions."],
  ["thrifty-context", "Thrifty Context", "efficiency", "Days of small prompts.", "20 days of small prompts."],
  ["clean-slate", "Clean Slate", "efficiency", "A fresh session before the window fills.", "200 clean sessions."],
  ["crisp", "Crisp", "efficiency", "Short answers to clear questions.", "400 turns answered in two calls or fewer."],
  ["no-surprises", "No Surprises", "efficiency", "Days that cost much the same.", "No day above 2.5 times the median."],
  ["hands-on-the-wheel", "Hands on the Wheel", "steering", "Work that a person steers.", "85 % steered in 30 days."],
  ["came-back", "Came Back", "steering", "Looking at what a long run has done.", "120 long runs looked at in time."],
  ["deep-work", "Deep Work", "steering", "An unbroken hour or two with one task.", "15 sessions of 45 to 180 minutes."],
  ["lights-out", "Lights Out", "steering", "Nothing left running at night.", "40 days without unattended nights."],
  [
    "model-connoisseur",
    "Model Connoisseur",
    "variety",
    "Knowing several families of models, in real work.",
    "4 model families of 2 vendors in 30 days, each on 3 active days with 10 steered turns.",
  ],
  ["toolsmith", "Toolsmith", "variety", "More than one tool, each in real use.", "4 tools on 4 active days each."],
  [
    "welcome-back",
    "Welcome Back",
    "variety",
    "A real break, and then a return.",
    "14 days without use, then 5 active.",
  ],
  [
    "it-stuck",
    "It Stuck",
    "outcomes",
    "Changes that are still there two weeks later.",
    "500 lines, 85 % of them kept.",
  ],
  ["landed", "Landed", "outcomes", "Work that was merged and stayed.", "10 merged changes, 80 % of each kept."],
  ["open-book", "Open Book", "trust", "Knowing what would be shared.", "Read the preview and export your data once."],
];
const SINGLE: ReadonlySet<string> = new Set(["welcome-back", "open-book"]);

interface Course {
  readonly grades: number;
  readonly progress: number;
  readonly state: BadgeStanding["state"];
  readonly standing: string;
}

/** How each one stands, in turn: far along, just begun, not measured, and everything between. */
const COURSES: readonly Course[] = [
  {
    grades: 2,
    progress: 0.72,
    state: "earned",
    standing: "Cache hit 97.1 % of 97.5 %, median prompt 38 % of the window.",
  },
  { grades: 1, progress: 0.4, state: "earned", standing: "40 of 100 sessions." },
  { grades: 4, progress: 1, state: "earned", standing: "61 of 40 days." },
  { grades: 0, progress: 0.64, state: "in-progress", standing: "16 of 25 sessions." },
  { grades: 0, progress: 0, state: "locked", standing: "Nothing towards it yet." },
];

function earnedGrades(single: boolean, count: number): readonly EarnedGrade[] {
  const grades: readonly (Grade | undefined)[] = single ? [undefined] : GRADES;
  return grades.slice(0, count).map((grade, index) => ({
    grade,
    atMs: GAME_MADE_MS - (120 - index * 30) * DAY_MS,
    figures: `Cache hit ${95 + index}.${index} %, median prompt ${44 - index * 2} % of the window`,
  }));
}

function standingOf([id, name, group, purpose, criterion]: Kind, index: number): BadgeStanding {
  const about = { id, name, group, purpose, criterion };
  const single = SINGLE.has(id);
  if (group === "outcomes") {
    const standing = "No repository's history has been read on this machine.";
    return { ...about, standing, progress: 0, state: "unknown", nextGrade: "bronze", earned: [] };
  }
  const course = COURSES[index % COURSES.length];
  if (course === undefined) throw new RangeError("no course");
  const { progress, state, standing, grades } = course;
  const nextGrade = single ? undefined : GRADES[grades];
  return { ...about, standing, progress, state, nextGrade, earned: earnedGrades(single, grades) };
}

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
            { asks: "30 % steered", stands: "26 % steered", isMet: false },
          ]
        : [],
  })),
  tier: "Platinum",
  bestTier: "Emerald",
  tierProgress: 0.62,
  level: { level: 6, points: 51, levelPoints: 45, nextLevelPoints: 63 },
  badges: KINDS.map(standingOf),
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
      standing: badge.state === "unknown" ? badge.standing : "Nothing towards it yet.",
      nextGrade: SINGLE.has(badge.id) ? undefined : "bronze",
      earned: [],
    })),
    titles: [],
    ...changes,
  });
}
