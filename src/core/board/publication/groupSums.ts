/** What is told of a group in one go: tokens that count, tokens that were seen, and their list price in millionths of a dollar. */
export const MEASURES = ["counted", "seen", "costMicro"] as const;
export type Measure = (typeof MEASURES)[number];
export type Measures = Readonly<Record<Measure, number>>;

/** Several people as they are summed up to decide about them. */
export interface GroupSums {
  readonly people: number;
  readonly total: Measures;
  /** The largest of one person, for each measure by itself. */
  readonly most: Measures;
}

export const NO_MEASURES: Measures = { counted: 0, seen: 0, costMicro: 0 };
export const NOBODY: GroupSums = { people: 0, total: NO_MEASURES, most: NO_MEASURES };

export function mapMeasures(of: (measure: Measure) => number): Measures {
  return { counted: of("counted"), seen: of("seen"), costMicro: of("costMicro") };
}

/** Two groups with nobody in both. */
export function together(one: GroupSums, other: GroupSums): GroupSums {
  return {
    people: one.people + other.people,
    total: mapMeasures((measure) => one.total[measure] + other.total[measure]),
    most: mapMeasures((measure) => Math.max(one.most[measure], other.most[measure])),
  };
}

/** Whether one person makes up more than half of any measure: the group's figure would be nearly theirs. */
export function isDominated({ total, most }: GroupSums): boolean {
  return MEASURES.some((measure) => most[measure] * 2 > total[measure]);
}

/** Enough people, none of whom is most of it: nobody can be told from its figures. */
export function isGroup(sums: GroupSums, least: number): boolean {
  return sums.people >= least && !isDominated(sums);
}
