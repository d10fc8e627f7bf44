import type { LandedDeeds } from "../achievements/deeds.ts";
import type { DayKey } from "../localDay.ts";

/** A commit of a session that has reached the default branch. */
export interface LandedCommit {
  readonly hash: string;
  /** When it came to the default branch. */
  readonly landedMs: number;
  /** Merge or squash that brought it; `undefined` where it was committed there. */
  readonly change: string | undefined;
  /** Lines that tell of work. */
  readonly added: number;
  readonly removed: number;
  /** Of the added lines those that were there two weeks later; `undefined` before that, or where it cannot be told. */
  readonly surviving: number | undefined;
  /** A test run passed in the repository within a day of landing. */
  readonly isGreen: boolean;
}

const LEAST_SURVIVAL = 0.8;
const LEAST_TIDIED = 50;
/** Splitting a change into many earns little. */
const MOST_CHANGES_A_DAY = 3;

/** @returns `undefined` where nothing is known of any repository */
export function landedDeeds(
  commits: readonly LandedCommit[],
  hasReadRepository: boolean,
  dayOf: (ms: number) => DayKey,
): LandedDeeds | undefined {
  if (!hasReadRepository) return undefined;
  const matured = commits.filter(({ surviving }) => surviving !== undefined);
  const changes = [...changesOf(commits).values()];
  const perDay = new Map<DayKey, number>();
  for (const change of changes.filter(isLasting)) {
    const day = dayOf(landedMsOf(change));
    perDay.set(day, (perDay.get(day) ?? 0) + 1);
  }
  return {
    maturedLines: sum(matured, ({ added }) => added),
    survivingLines: sum(matured, ({ surviving }) => surviving ?? 0),
    lastingChanges: [...perDay.values()].reduce((all, count) => all + Math.min(count, MOST_CHANGES_A_DAY), 0),
    cleanings: changes.filter(isCleaning).length,
  };
}

type Change = readonly LandedCommit[];

function changesOf(commits: readonly LandedCommit[]): ReadonlyMap<string, Change> {
  const changes = new Map<string, LandedCommit[]>();
  for (const commit of commits) {
    if (commit.change === undefined) continue;
    const others = changes.get(commit.change);
    if (others === undefined) changes.set(commit.change, [commit]);
    else others.push(commit);
  }
  return changes;
}

function isLasting(change: Change): boolean {
  if (change.some(({ surviving }) => surviving === undefined)) return false;
  const added = sum(change, (commit) => commit.added);
  return added > 0 && sum(change, ({ surviving }) => surviving ?? 0) >= LEAST_SURVIVAL * added;
}

function isCleaning(change: Change): boolean {
  const tidied = sum(change, ({ removed }) => removed) - sum(change, ({ added }) => added);
  return tidied >= LEAST_TIDIED && change.some(({ isGreen }) => isGreen);
}

function landedMsOf(change: Change): number {
  return Math.max(...change.map(({ landedMs }) => landedMs));
}

function sum(commits: readonly LandedCommit[], figure: (commit: LandedCommit) => number): number {
  return commits.reduce((all, commit) => all + figure(commit), 0);
}
