import type { Published, WithheldReason } from "../../shared/board/published.ts";
import {
  MEASURES,
  NOBODY,
  isDominated,
  isGroup,
  together,
  type GroupSums,
  type Measures,
} from "./publication/groupSums.ts";

/** Whether a team may be shown: one decision for all figures of the group. */
export type TeamForm = "value" | WithheldReason;

export interface Forms {
  /** Whether anything may be said of all together. */
  readonly company: "value" | "tooFew";
  readonly teams: ReadonlyMap<number, TeamForm>;
}

/**
 * Which teams may be shown, so that neither they nor what is left of the company without them tells of a person. Teams share
 * nobody, so that what can be added and subtracted from them are again whole teams, and the rest.
 *
 * @param rest who belongs to no team
 */
export function planForms(teams: ReadonlyMap<number, GroupSums>, rest: GroupSums, least: number): Forms {
  const forms = new Map<number, TeamForm>();
  for (const [team, sums] of teams) forms.set(team, formOf(sums, least));
  const largestFirst = [...teams].toSorted(([one, a], [other, b]) => b.people - a.people || one - other);
  for (;;) {
    const hidden = [...teams].filter(([team]) => forms.get(team) !== "value");
    const left = hidden.reduce((all, [, sums]) => together(all, sums), rest);
    const next = largestFirst.findLast(([team]) => forms.get(team) === "value");
    if (next === undefined) return { company: left.people < least ? "tooFew" : "value", teams: forms };
    if (left.people === 0 || isGroup(left, least)) return { company: "value", teams: forms };
    // What is left can be had by subtracting: it has to be a group itself, and becomes one with the next team.
    forms.set(next[0], "complement");
  }
}

function formOf(sums: GroupSums, least: number): TeamForm {
  if (sums.people < least) return "tooFew";
  return isDominated(sums) ? "dominated" : "value";
}

/** What is different in a group since its figures were published. */
export interface GroupChange {
  /** Everybody in the group as they are now. */
  readonly now: GroupSums;
  /** Who has other figures, and who is new on the board; their totals are what they differ by. */
  readonly changed: GroupSums;
  /** Who has come from another group, or gone to one: together with that group's figures they would cancel out. */
  readonly moved: GroupSums;
  readonly departed: Departed;
}

/** Who has left the board and is in published figures still. Of them nothing is known but a step that each was below. */
export interface Departed {
  readonly people: number;
  readonly most: Measures;
}

export interface PublishedRest {
  /** By team; 0 for who belongs to none. */
  readonly teams: ReadonlyMap<number, GroupSums>;
  readonly departed: Departed;
}

/**
 * Whether new figures of a group may replace the published ones. The difference of the two is a figure as well: it has to be one
 * of several people, none of whom is most of it. Until then the old figures stay, so that nothing any one person does changes
 * anything.
 */
export function mayRelease({ changed, moved, departed }: Omit<GroupChange, "now">, least: number): boolean {
  if (changed.people + departed.people < least || isDominated(changed)) return false;
  return MEASURES.every((measure) => Math.max(moved.most[measure], departed.most[measure]) <= changed.total[measure]);
}

/**
 * Which teams get figures of their own out of the published ones of the rest: a relabelling that changes no sum. What the rest is
 * left with has to be a group, or nobody.
 *
 * @param wanted teams that may be shown
 */
export function planCarves(
  { teams: published, departed }: PublishedRest,
  wanted: ReadonlySet<number>,
  least: number,
): readonly number[] {
  const carved = [...wanted].filter((team) => isGroup(published.get(team) ?? NOBODY, least));
  const peopleOf = (team: number): number => published.get(team)?.people ?? 0;
  carved.sort((a, b) => peopleOf(b) - peopleOf(a) || a - b);
  const isLeftGroup = (): boolean => {
    let left = NOBODY;
    for (const [team, sums] of published) if (!carved.includes(team)) left = together(left, sums);
    if (left.people === 0) return departed.people === 0;
    return isGroup(left, least) && MEASURES.every((measure) => departed.most[measure] <= left.total[measure]);
  };
  while (carved.length > 0 && !isLeftGroup()) carved.pop();
  return carved;
}

export function withheld(reason: WithheldReason): Published {
  return { kind: "withheld", reason };
}

/** A figure to two significant digits. */
export function roundFigure(value: number): number {
  return Number(value.toPrecision(2));
}

/** The step of 1, 2, 5, 10, ... that a figure lies in. A band never tells more than a factor of two. */
export function bandOf(value: number): { readonly from: number; readonly to: number } {
  if (value <= 0) return { from: 0, to: 1 };
  const power = 10 ** Math.floor(Math.log10(value));
  // Above or below by rounding of the logarithm.
  const steps = [power / 10, power / 5, power / 2, power, power * 2, power * 5, power * 10, power * 20].map((step) =>
    Number(step.toPrecision(1)),
  );
  const from = steps.findLast((step) => step <= value) ?? 0;
  return { from, to: steps.find((step) => step > value) ?? Infinity };
}

/** The step above a figure: all that is kept of who has left, until their group's figures are made anew. */
export function stepAbove(value: number): number {
  return value <= 0 ? 0 : bandOf(value).to;
}

/** A number of people, to the nearest ten. */
export function peopleFigure(people: number, least: number): Published {
  return people < least ? withheld("tooFew") : { kind: "value", value: Math.round(people / 10) * 10 };
}
