/** Grades of a badge, the first one first. */
export const GRADES = ["bronze", "silver", "gold", "diamond"] as const;
export type Grade = (typeof GRADES)[number];

export const BADGE_GROUPS = ["efficiency", "steering", "variety", "outcomes", "trust"] as const;
export type BadgeGroup = (typeof BADGE_GROUPS)[number];

/** A grade that was reached: kept for good, with what it was reached with. */
export interface EarnedGrade {
  /** `undefined` for a badge that has no grades. */
  readonly grade: Grade | undefined;
  readonly atMs: number;
  /** The figures at that time, in words. */
  readonly figures: string;
}

/** One badge as its holder sees it. All texts are plain words, without markup. */
export interface BadgeStanding {
  readonly id: string;
  readonly name: string;
  readonly group: BadgeGroup;
  /** What it is for, in a sentence. */
  readonly purpose: string;
  /** What the next grade takes; what the last one took where there is none left. */
  readonly criterion: string;
  /** How things stand against the criterion: `cache hit 96.1% of 96.5%, median prompt 38% of the window`. */
  readonly standing: string;
  /** Toward the next grade, 0 to 1; 1 where there is none left. */
  readonly progress: number;
  /** `unknown`: what it goes by is not measured here, such as a repository's history or the price of a model. */
  readonly state: "earned" | "in-progress" | "locked" | "unknown";
  /** The next grade; `undefined` where there is none left, and for badges without grades. */
  readonly nextGrade: Grade | undefined;
  /** What was earned, the first grade first. */
  readonly earned: readonly EarnedGrade[];
}

/** A badge with the grade that it has just reached. */
export interface ReachedBadge {
  readonly id: string;
  readonly name: string;
  /** `undefined` for a badge that has no grades. */
  readonly grade: Grade | undefined;
}

/** What was reached and kept just now. */
export interface Reached {
  readonly badges: readonly ReachedBadge[];
  /** A tier higher than any before. */
  readonly tier: string | undefined;
  /** Nothing had ever been reached before. */
  readonly isFirst: boolean;
}

/** Level by the points of badges; tokens give none. */
export interface LevelStanding {
  readonly level: number;
  readonly points: number;
  /** Points at which this level began and the next begins. */
  readonly levelPoints: number;
  readonly nextLevelPoints: number;
}

/** One thing a tier asks for besides volume. */
export interface TierGate {
  /** `8 active days`. */
  readonly asks: string;
  /** `6 active days`: how it stands. */
  readonly stands: string;
  readonly isMet: boolean;
}

export interface TierStep {
  readonly name: string;
  readonly thresholdTokens: number;
  readonly gates: readonly TierGate[];
  readonly isReached: boolean;
}

/** Everything the achievements page shows. Plain data; each one replaces the last. */
export interface GameSnapshot {
  readonly madeAtMs: number;
  /** Counted tokens of the last 30 UTC days, and the seen tokens they were capped from. */
  readonly countedTokens: number;
  readonly seenTokens: number;
  /** Every tier, the lowest first. */
  readonly tiers: readonly TierStep[];
  /** Name of the tier that holds now, and of the highest one ever held; `undefined` below the first. */
  readonly tier: string | undefined;
  readonly bestTier: string | undefined;
  /** From this tier's threshold to the next one's, 0 to 1; 1 at the top. */
  readonly tierProgress: number;
  readonly level: LevelStanding;
  readonly badges: readonly BadgeStanding[];
  /** Titles to choose from, by earned badges. */
  readonly titles: readonly string[];
}
