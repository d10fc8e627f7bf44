import type { BadgeGroup } from "../../shared/gameSnapshot.ts";
import type { Criterion } from "./efficiency.ts";

/** A badge as the catalogue has it. Its texts are asked for when they are needed, as the reader's language is known by then. */
export interface Badge {
  /** Kept in ledgers: never changed. */
  readonly id: string;
  readonly name: string;
  readonly group: BadgeGroup;
  /** What it is for, in a sentence. */
  readonly purpose: () => string;
  readonly rule: GradedRule | SingleRule | UnmeasuredRule;
}

/** Bronze, Silver, Gold and Diamond, each with all that it asks for. */
export interface GradedRule {
  readonly kind: "graded";
  readonly grades: readonly [Criteria, Criteria, Criteria, Criteria];
}

export interface SingleRule {
  readonly kind: "single";
  readonly criteria: Criteria;
}

/** What it goes by is not measured: nothing can be said, least of all that it is not earned. */
export interface UnmeasuredRule {
  readonly kind: "unmeasured";
  readonly isGraded: boolean;
  /** What it takes, in words. */
  readonly criterion: () => string;
  /** `a repository's history is not read`. */
  readonly reason: () => string;
}

export type Criteria = readonly Criterion[];

/** A rule by the numbers of its grades. */
export function graded<Numbers extends readonly number[]>(
  steps: readonly [Numbers, Numbers, Numbers, Numbers],
  criteria: (...numbers: Numbers) => Criteria,
): GradedRule {
  const [bronze, silver, gold, diamond] = steps;
  return {
    kind: "graded",
    grades: [criteria(...bronze), criteria(...silver), criteria(...gold), criteria(...diamond)],
  };
}

export function single(...criteria: Criteria): SingleRule {
  return { kind: "single", criteria };
}
