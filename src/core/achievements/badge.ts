import type { BadgeGroup } from "../../shared/gameSnapshot.ts";
import type { Deeds } from "./deeds.ts";
import type { Criterion } from "./efficiency.ts";

/** A badge as the catalogue has it. Its texts are asked for when they are needed, as the reader's language is known by then. */
export interface Badge {
  /** Kept in ledgers: never changed. */
  readonly id: string;
  readonly name: string;
  readonly group: BadgeGroup;
  /** What it is for, in a sentence. */
  readonly purpose: () => string;
  readonly rule: GradedRule | SingleRule;
  /** Why nothing can be said of it, where that is so. */
  readonly whyUnknown?: (deeds: Deeds) => string | undefined;
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
