import { WINDOW_DAYS } from "../windowDays.ts";
import {
  mayRelease,
  planCarves,
  planForms,
  roundFigure,
  type GroupChange,
  type PublishedRest,
  type TeamForm,
} from "../suppression.ts";
import { NOBODY, NO_MEASURES, isDominated, mapMeasures, type GroupSums, type Measures } from "./groupSums.ts";

/** The block of everybody whose team has no block of its own. Teams are numbered from 1. */
export const REST = 0;

/**
 * People whose published figures are replaced together: a team that may be shown, or the rest. The company's figures are the sum
 * of its blocks', so that parts and whole never tell more together than each does.
 */
export interface Block {
  readonly block: number;
  readonly people: number;
  /** One person was most of it: it is shown as a band. Only ever of everybody together. */
  readonly isBand: boolean;
  /** Rounded: exact sums would still hold who has left since. */
  readonly shown: Measures;
  /** Day of the release. */
  readonly day: number;
}

/** The figures of people and what was published of them. Everybody belongs to the block of their team, or to the rest. */
export interface PublicationStore {
  blocks(): Promise<readonly Block[]>;
  putBlock(block: Block): Promise<void>;
  /** By team, `REST` for none: who has use in the window. */
  sumsNow(): Promise<ReadonlyMap<number, GroupSums>>;
  /** What has changed since the blocks were released; the rest is always among them. */
  changes(blocks: readonly number[]): Promise<ReadonlyMap<number, GroupChange>>;
  /** Publishes the figures of now of everybody in the block; answers what they are. */
  release(block: number, blocks: readonly number[]): Promise<GroupSums>;
  /** What was published as the rest's: sums by team, and who of it has left the board. */
  publishedInRest(): Promise<PublishedRest>;
  /** What was published of the team's people as the rest's is the team's from now on. */
  carve(team: number): Promise<void>;
  /** What was published as the block's is the rest's from now on, and the block is no more. */
  merge(block: number): Promise<void>;
}

/** The decisions, so that a test can leave one out and see that it is needed. */
export const DECISIONS = { planForms, mayRelease, planCarves } as const;
export type Decisions = typeof DECISIONS;

export interface TotalsOf {
  readonly form: TeamForm | "band";
  readonly people: number;
  /** Rounded; meaningless where they are withheld. */
  readonly totals: Measures;
  /** Of the figures: they may be older than this publication. */
  readonly day: number;
}

export interface PublishedTotals {
  readonly company: TotalsOf;
  readonly teams: ReadonlyMap<number, TotalsOf>;
}

interface Pass {
  readonly least: number;
  readonly day: number;
  readonly decisions: Decisions;
}

/**
 * Publishes the totals of the company and its teams: one pass, at most once a day. Hiding figures is always allowed; figures are
 * replaced only by `mayRelease`, or when they are so old that no day of theirs is in the new ones.
 */
export async function publishTotals(
  store: PublicationStore,
  { least, day, decisions = DECISIONS }: Omit<Pass, "decisions"> & { readonly decisions?: Decisions },
): Promise<PublishedTotals> {
  const pass = { least, day, decisions };
  const now = await store.sumsNow();
  const teams = new Map([...now].filter(([team]) => team !== REST));
  const forms = decisions.planForms(teams, now.get(REST) ?? NOBODY, least);
  const shown = new Set([...forms.teams].filter(([, form]) => form === "value").map(([team]) => team));
  for (const { block } of await store.blocks()) if (block !== REST && !shown.has(block)) await mergeBlock(store, block);
  if (forms.company === "value") {
    await releaseBlocks(store, pass);
    await carveBlocks(store, shown, pass);
  }
  const blocks = new Map((await store.blocks()).map((block) => [block.block, block]));
  const none = { people: 0, totals: NO_MEASURES, day };
  return {
    company: forms.company === "value" ? companyTotals([...blocks.values()], none) : { ...none, form: forms.company },
    teams: new Map([...forms.teams].map(([team, form]) => [team, teamTotals(form, blocks.get(team), none)])),
  };
}

async function releaseBlocks(store: PublicationStore, { least, day, decisions }: Pass): Promise<void> {
  const before = new Map((await store.blocks()).map((block) => [block.block, block]));
  const blocks = [...new Set([REST, ...before.keys()])];
  for (const [block, change] of await store.changes(blocks)) {
    const published = before.get(block);
    const isFresh = published === undefined || day - published.day >= WINDOW_DAYS;
    const mayBeShown = change.now.people === 0 || change.now.people >= least;
    if (!mayBeShown || !(isFresh ? change.now.people > 0 : decisions.mayRelease(change, least))) continue;
    const sums = await store.release(block, blocks);
    await store.putBlock({
      block,
      people: sums.people,
      isBand: isDominated(sums),
      shown: mapMeasures((measure) => roundFigure(sums.total[measure])),
      day,
    });
  }
}

async function carveBlocks(
  store: PublicationStore,
  shown: ReadonlySet<number>,
  { least, decisions }: Pass,
): Promise<void> {
  const blocks = await store.blocks();
  let rest = blocks.find(({ block }) => block === REST);
  if (rest === undefined) return;
  const own = new Set(blocks.map(({ block }) => block));
  const wanted = new Set([...shown].filter((team) => !own.has(team)));
  // What was published of the rest is summed from everybody in it.
  if (wanted.size === 0) return;
  const published = await store.publishedInRest();
  for (const team of decisions.planCarves(published, wanted, least)) {
    const { people, total } = published.teams.get(team) ?? NOBODY;
    const figures = mapMeasures((measure) => roundFigure(total[measure]));
    const { shown: before } = rest;
    // Not rounded again: the company's sum stays what it was.
    const left = mapMeasures((measure) => before[measure] - figures[measure]);
    await store.carve(team);
    await store.putBlock({ block: team, people, isBand: false, shown: figures, day: rest.day });
    rest = { ...rest, people: rest.people - people, isBand: false, shown: left };
    await store.putBlock(rest);
  }
}

async function mergeBlock(store: PublicationStore, block: number): Promise<void> {
  const blocks = await store.blocks();
  const merged = blocks.find((each) => each.block === block);
  if (merged === undefined) return;
  const rest = blocks.find((each) => each.block === REST) ?? { ...merged, people: 0, shown: NO_MEASURES };
  await store.merge(block);
  await store.putBlock({
    block: REST,
    isBand: rest.isBand,
    people: rest.people + merged.people,
    shown: mapMeasures((measure) => rest.shown[measure] + merged.shown[measure]),
    day: Math.max(rest.day, merged.day),
  });
}

function companyTotals(blocks: readonly Block[], none: Omit<TotalsOf, "form">): TotalsOf {
  // Nothing was published yet that may be.
  if (blocks.length === 0) return { ...none, form: "complement" };
  const sum = (of: (block: Block) => number): number => blocks.reduce((total, block) => total + of(block), 0);
  return {
    form: blocks.some(({ isBand }) => isBand) ? "band" : "value",
    people: sum(({ people }) => people),
    totals: mapMeasures((measure) => roundFigure(sum(({ shown }) => shown[measure]))),
    day: Math.max(...blocks.map(({ day }) => day)),
  };
}

function teamTotals(form: TeamForm, block: Block | undefined, none: Omit<TotalsOf, "form">): TotalsOf {
  if (form !== "value") return { ...none, form };
  // A team that may be shown waits until the rest can do without it.
  return block === undefined
    ? { ...none, form: "complement" }
    : { form, people: block.people, totals: block.shown, day: block.day };
}
