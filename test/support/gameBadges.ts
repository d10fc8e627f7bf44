import { BADGES } from "../../src/core/achievements/catalogue.ts";
import { type BadgeStanding, type EarnedGrade, GRADES, type Grade } from "../../src/shared/gameSnapshot.ts";

const DAY_MS = 86_400_000;

/** How a badge stands: grades that were earned, the way to the next one, and what that takes. */
interface Standing {
  readonly grades: number;
  readonly progress: number;
  readonly standing: string;
  readonly criterion: string;
  /** The figures of each grade that was earned; the standing where they are not told. */
  readonly figures?: readonly string[];
}

/** Of someone who has used assistants for months. What is not named here is not measured. */
const STANDINGS: Readonly<Record<string, Standing>> = {
  "cache-wizard": {
    grades: 2,
    progress: 0.72,
    standing: "cache hit 97.1 % of 97.5 %, 31 of 34 tokens read per token written, median prompt 38 % of the window",
    criterion: "cache hit 97.5 % over 14 active days, 34 tokens read per token written, median prompt half the window",
    figures: [
      "cache hit 95.6 %, median prompt 44 % of the window",
      "cache hit 96.6 %, median prompt 42 % of the window",
    ],
  },
  "warm-start": count(1, 40, 50, "warm sessions"),
  "thrifty-context": { grades: 4, progress: 1, standing: "61 of 40 thrifty days", criterion: "40 thrifty days" },
  "clean-slate": count(0, 16, 25, "clean sessions"),
  "right-tool": count(1, 26, 35, "% saved against the most expensive model"),
  crisp: count(3, 640, 1000, "crisp answers"),
  "half-price": count(0, 0, 8, "active days in the 28 days before"),
  "no-surprises": count(2, 14, 16, "active days without a surprise"),
  "cache-rescue": { grades: 0, progress: 0, standing: "no week below 90 %", criterion: "a week made good" },
  "hands-on-the-wheel": count(2, 81, 85, "% steered"),
  "came-back": count(1, 22, 40, "sessions come back to"),
  delegate: count(0, 4, 10, "sessions delegated in part"),
  "deep-work": count(1, 11, 15, "sittings"),
  "steady-hand": { grades: 1, progress: 1, standing: "84 % of the quarter's turn", criterion: "a turn as usual" },
  "lights-out": count(3, 66, 80, "active days without a night run"),
  "night-off": count(0, 0, 2, "restful weeks in a row"),
  "model-connoisseur": count(1, 3, 4, "model families, 2 of 2 vendors"),
  toolsmith: count(2, 3, 4, "tools"),
  "early-taster": count(0, 0, 1, "model tasted early"),
  "second-opinion": count(0, 3, 5, "sessions with two opinions"),
  cartographer: count(1, 4, 5, "projects"),
  "season-ticket": count(2, 17, 20, "active weeks of the last 26"),
  "welcome-back": { grades: 1, progress: 1, standing: "5 of 5 active days after a rest", criterion: "a real rest" },
};
/** Badges without grades. */
const SINGLE: ReadonlySet<string> = new Set(["cache-rescue", "steady-hand", "welcome-back", "open-book", "true-up"]);

/** Every badge of the catalogue, as one person holds it. */
export function makeBadges(nowMs: number): readonly BadgeStanding[] {
  return BADGES.map(({ id, name, group, purpose }) => {
    const isSingle = SINGLE.has(id);
    const at = STANDINGS[id] ?? NOT_MEASURED;
    return {
      id,
      name,
      group,
      purpose: purpose(),
      criterion: at.criterion,
      standing: at.standing,
      progress: at.progress,
      state: at === NOT_MEASURED ? "unknown" : at.grades > 0 ? "earned" : at.progress > 0 ? "in-progress" : "locked",
      nextGrade: isSingle ? undefined : GRADES[at.grades],
      earned: earnedGrades(isSingle ? [undefined] : GRADES, at, nowMs),
    };
  });
}

const NOT_MEASURED: Standing = {
  grades: 0,
  progress: 0,
  standing: "not known: what it goes by is not read",
  criterion: "3 of those that last",
};

function earnedGrades(grades: readonly (Grade | undefined)[], at: Standing, nowMs: number): readonly EarnedGrade[] {
  return grades.slice(0, at.grades).map((grade, index) => ({
    grade,
    atMs: nowMs - (120 - index * 30) * DAY_MS,
    figures: at.figures?.[index] ?? at.standing,
  }));
}

/** So many of those that the next grade takes. */
function count(grades: number, has: number, takes: number, unit: string): Standing {
  return { grades, progress: has / takes, standing: `${has} of ${takes} ${unit}`, criterion: `${takes} ${unit}` };
}
