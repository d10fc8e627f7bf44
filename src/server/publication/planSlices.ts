import type { PublishedTotals, TotalsOf } from "../../core/board/publication/publishTotals.ts";
import { bandOf, peopleFigure, withheld } from "../../core/board/suppression.ts";
import type { Published } from "../../shared/board/published.ts";
import { numberIn, textIn, type Queries } from "../database/boardDatabase.ts";
import type { PublicationPass } from "./publicationPass.ts";
import { isShown, readNewestSlices, type PublishedSlice, type SliceKind, type SliceTotals } from "./publishedSlice.ts";
import { readQuartiles, withheldQuartiles } from "./quartiles.ts";
import { SharedBadges } from "./sharedBadges.ts";
import { readTermSlices, type TermSlice } from "./termSlices.ts";

const MICRO_PER_USD = 1_000_000;
const NO_FIGURE = withheld("complement");

export interface SlicesPass {
  readonly least: number;
  readonly day: number;
  /** How many have any use. */
  readonly everybody: number;
}

interface NewSlice {
  readonly kind: SliceKind;
  readonly id: string;
  readonly name: string;
  readonly totals: SliceTotals;
  /** About how many people its metrics are of. */
  readonly people: number;
  readonly badges: PublishedSlice["practice"]["badges"];
}

/** What will be told of the company, its teams, tools and models. */
export async function planSlices(
  pass: PublicationPass,
  { company, teams }: PublishedTotals,
  { least, day, everybody }: SlicesPass,
): Promise<readonly PublishedSlice[]> {
  const badges = await SharedBadges.read(pass);
  const unpriced = await readUnpriced(pass, least);
  const names = await pass.transaction(teamNames);
  const terms = await readTermSlices(pass, { least, everybody });
  const slices: readonly NewSlice[] = [
    {
      kind: "company",
      id: "",
      name: "",
      people: everybody,
      totals: { ...payloadOf(company, least), unpriced },
      badges: badges.ofCompany(least),
    },
    ...[...teams].flatMap(([team, of]): readonly NewSlice[] => {
      const name = names.get(team);
      if (name === undefined) return [];
      const totals = payloadOf(of, least);
      return [{ kind: "team", id: String(team), name, people: of.people, totals, badges: badges.ofTeam(team, least) }];
    }),
    // Tools and models are told of together with the company: a figure that changes by itself would tell more.
    ...terms.map((term): NewSlice => {
      const { kind, name, users } = term;
      return { kind, id: name, name, people: users, totals: termPayload(term, company.day), badges: [] };
    }),
  ];
  const newest = await pass.transaction(readNewestSlices);
  const before = new Map(newest.map((slice) => [keyOf(slice), slice]));
  const planned: PublishedSlice[] = [];
  for (const slice of slices) planned.push(await planSlice(pass, slice, before.get(keyOf(slice)), { least, day }));
  return planned;
}

async function planSlice(
  pass: PublicationPass,
  { kind, id, name, totals, people, badges }: NewSlice,
  before: PublishedSlice | undefined,
  { least, day }: Omit<SlicesPass, "everybody">,
): Promise<PublishedSlice> {
  if (!isShown(totals)) {
    const practice = { metrics: [...withheldQuartiles(reasonOf(totals))], badges: [] };
    return { day, kind, id, name, totals, practice };
  }
  // One decision for all figures of a slice: where the totals stay, so do the others.
  const stays = before !== undefined && before.day < day && isShown(before.totals) && totals.totalsDay <= before.day;
  if (stays) return { ...before, day, name };
  const metrics = await pass.transaction((queries) => readQuartiles(queries, { kind, id, people }, least));
  return { day, kind, id, name, totals, practice: { metrics: [...metrics], badges } };
}

function keyOf({ kind, id }: Pick<NewSlice, "kind" | "id">): string {
  return `${kind} ${id}`;
}

function reasonOf({ people }: Pick<SliceTotals, "people">): "tooFew" | "dominated" | "complement" {
  return people.kind === "withheld" ? people.reason : "tooFew";
}

function payloadOf({ form, people, totals, day }: TotalsOf, least: number): SliceTotals {
  const show = (value: number): Published => {
    if (form === "value") return { kind: "value", value };
    return form === "band" ? { kind: "band", ...bandOf(value) } : withheld(form);
  };
  const isTold = form === "value" || form === "band";
  return {
    people: isTold ? peopleFigure(people, least) : withheld(form),
    counted: show(totals.counted),
    seen: show(totals.seen),
    costUsd: show(totals.costMicro / MICRO_PER_USD),
    unpriced: NO_FIGURE,
    totalsDay: day,
  };
}

function termPayload({ people, counted, seen }: TermSlice, totalsDay: number): SliceTotals {
  return { people, counted, seen, costUsd: NO_FIGURE, unpriced: NO_FIGURE, totalsDay };
}

/** A band of the tokens that have no list price, where enough people have such. */
async function readUnpriced(pass: PublicationPass, least: number): Promise<Published> {
  let [people, unpriced] = [0, 0];
  await pass.forMembers(async (queries, { after, last }) => {
    const [row] = await queries.query(UNPRICED, [after, last]);
    people += numberIn(row, "people");
    unpriced += numberIn(row, "unpriced");
  });
  if (people === 0) return { kind: "value", value: 0 };
  return people < least ? withheld("tooFew") : { kind: "band", ...bandOf(unpriced) };
}

async function teamNames(queries: Queries): Promise<ReadonlyMap<number, string>> {
  const rows = await queries.query("SELECT team_id, name FROM team");
  return new Map(rows.map((row) => [numberIn(row, "team_id"), textIn(row, "name")]));
}

const UNPRICED = `
  SELECT count(*) AS people, coalesce(sum(unpriced), 0)::double precision AS unpriced FROM member_figure
  WHERE member_id > $1 AND member_id <= $2 AND unpriced > 0`;
