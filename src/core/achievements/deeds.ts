/** What came of commits that were made in sessions or shortly after. */
export interface LandedDeeds {
  /** Lines of commits that are two weeks old, and those of them that were still there then. */
  readonly maturedLines: number;
  readonly survivingLines: number;
  /** Merged changes most of whose lines lasted; of one day at most three. */
  readonly lastingChanges: number;
  /** Merged changes that took away far more than they added, with passing tests after. */
  readonly cleanings: number;
}

/**
 * What badges go by besides calls. A part that is `undefined` is not known: nothing can be said of it, least of all that there
 * was nothing.
 */
export interface Deeds {
  /** Calendar months that ended within a budget set in time. */
  readonly budgetMonths: number | undefined;
  readonly landed: LandedDeeds | undefined;
  /** Times that a test command failed and then passed within a session; of one day at most three. */
  readonly greenCycles: number | undefined;
}

export const NO_DEEDS: Deeds = {
  budgetMonths: undefined,
  landed: undefined,
  greenCycles: undefined,
};
