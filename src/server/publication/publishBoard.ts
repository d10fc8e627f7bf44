import { publishTotals, type TotalsOf } from "../../core/board/publication/publishTotals.ts";
import { bandOf, peopleFigure, withheld } from "../../core/board/suppression.ts";
import type { Published } from "../../shared/board/published.ts";
import { numberIn, textIn, type BoardDatabase, type Queries } from "../database/boardDatabase.ts";
import { forMembersInSlices } from "../database/memberSlices.ts";
import {
  isShown,
  putSlice,
  readNewestSlices,
  type PublishedSlice,
  type SliceKind,
  type SlicePractice,
  type SliceTotals,
} from "./publishedSlice.ts";
import { membersPerSampled, readQuartiles, withheldQuartiles } from "./quartiles.ts";
import { readTermSlices, type TermSlice } from "./termSlices.ts";
import { totalsStoreIn } from "./totalsStore.ts";

const MICRO_PER_USD = 1_000_000;
/** Members whose parts are looked at in one transaction. */
const SLICE = { least: 20, most: 50_000 };
const NO_FIGURE = withheld("complement");

interface Pass {
  readonly least: number;
  readonly day: number;
}

/** Publishes what may be told of groups on a day, from the figures as they are. All of it or nothing. */
export async function publishBoard(database: BoardDatabase, pass: Pass): Promise<void> {
  await database.transaction(async (queries) => {
    const slices = { ...pass, before: await readNewestSlices(queries), everyOf: await membersPerSampled(queries) };
    const totals = await publishTotals(totalsStoreIn(queries), pass);
    const unpriced = await readUnpriced(queries, pass.least);
    const company = { ...payloadOf(totals.company, pass.least), unpriced };
    await publishSlices(queries, slices, "company", [["", "", company]]);
    const names = await teamNames(queries);
    const teams = [...totals.teams].flatMap(([team, of]) => {
      const name = names.get(team);
      return name === undefined ? [] : [[String(team), name, payloadOf(of, pass.least)] as const];
    });
    await publishSlices(queries, slices, "team", teams);
    // Tools and models are told of together with the company: a figure that changes by itself would tell more.
    const isNew = totals.company.day === pass.day;
    for (const kind of ["tool", "model"] as const) {
      const terms = (await readTermSlices(queries, kind, pass.least)).map(
        (term) => [term.name, term.name, termPayload(term, isNew ? pass.day : totals.company.day)] as const,
      );
      await publishSlices(queries, slices, kind, terms);
    }
  });
  // Of who left while this was being published. What figures are made of is written for members who are locked, and needs no such end.
  await forMembersInSlices(database, SLICE, async (queries, { after, last }) => {
    await queries.query(
      // The bounds are told of both: the planner would else look up everybody for each slice.
      `DELETE FROM published_part p WHERE p.member_id > $1 AND p.member_id <= $2 AND NOT EXISTS (
         SELECT 1 FROM member m WHERE m.member_id = p.member_id AND m.member_id > $1 AND m.member_id <= $2)`,
      [after, last],
    );
  });
}

interface SlicesPass extends Pass {
  /** What was published of slices last. */
  readonly before: readonly PublishedSlice[];
  readonly everyOf: number;
}

type NewSlice = readonly [id: string, name: string, totals: SliceTotals];

async function publishSlices(
  queries: Queries,
  { least, day, before, everyOf }: SlicesPass,
  kind: SliceKind,
  slices: readonly NewSlice[],
): Promise<void> {
  const quartiles = await readQuartiles(queries, kind, { least, everyOf });
  const badges = kind === "company" || kind === "team" ? await readBadges(queries, kind, least) : undefined;
  const known = new Map(before.filter((slice) => slice.kind === kind).map((slice) => [slice.id, slice]));
  for (const [id, name, totals] of slices) {
    const earlier = known.get(id);
    const stays =
      earlier !== undefined && earlier.day < day && isShown(earlier.totals) && totals.totalsDay <= earlier.day;
    if (!isShown(totals)) {
      const none = { metrics: [...withheldQuartiles(reasonOf(totals))], badges: [] };
      await putSlice(queries, { day, kind, id, name, totals, practice: none });
    } else if (stays) {
      // One decision for all figures of a slice: where the totals stay, so do the others.
      await putSlice(queries, { ...earlier, day, name });
    } else {
      const metrics = [...(quartiles.get(id) ?? withheldQuartiles("tooFew"))];
      const practice = { metrics, badges: [...(badges?.get(id) ?? [])] };
      await putSlice(queries, { day, kind, id, name, totals, practice });
    }
  }
}

function reasonOf({ people }: Pick<SliceTotals, "people">): "tooFew" | "dominated" | "complement" {
  return people.kind === "withheld" ? people.reason : "tooFew";
}

function payloadOf({ form, people, totals, day }: TotalsOf, least: number): NewSlice[2] {
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

function termPayload({ people, counted, seen }: TermSlice, totalsDay: number): NewSlice[2] {
  return { people, counted, seen, costUsd: NO_FIGURE, unpriced: NO_FIGURE, totalsDay };
}

/** A band of the tokens that have no list price, where enough people have such. */
async function readUnpriced(queries: Queries, least: number): Promise<Published> {
  const [row] = await queries.query(
    "SELECT count(*) AS people, coalesce(sum(unpriced), 0)::double precision AS unpriced FROM member_figure WHERE unpriced > 0",
  );
  if (numberIn(row, "people") === 0) return { kind: "value", value: 0 };
  return numberIn(row, "people") < least ? withheld("tooFew") : { kind: "band", ...bandOf(numberIn(row, "unpriced")) };
}

async function teamNames(queries: Queries): Promise<ReadonlyMap<number, string>> {
  const rows = await queries.query("SELECT team_id, name FROM team");
  return new Map(rows.map((row) => [numberIn(row, "team_id"), textIn(row, "name")]));
}

/** Badges that a group of people share, by slice. Of one that fewer share nothing is said, not even that somebody does. */
async function readBadges(
  queries: Queries,
  kind: "company" | "team",
  least: number,
): Promise<ReadonlyMap<string, SlicePractice["badges"]>> {
  const id = kind === "company" ? "''::text" : "f.team_id::text";
  const rows = await queries.query(
    `SELECT ${id} AS id, b.badge, b.grade, count(*) AS people FROM badge b JOIN member_figure f ON f.member_id = b.member_id
     WHERE ${kind === "company" ? "true" : "f.team_id IS NOT NULL"} GROUP BY 1, b.badge, b.grade HAVING count(*) >= $1
     ORDER BY count(*) DESC, b.badge, b.grade`,
    [least],
  );
  const badges = new Map<string, SlicePractice["badges"]>();
  for (const row of rows) {
    const people = peopleFigure(numberIn(row, "people"), least);
    const badge = { badge: textIn(row, "badge"), grade: numberIn(row, "grade"), people };
    badges.set(textIn(row, "id"), [...(badges.get(textIn(row, "id")) ?? []), badge]);
  }
  return badges;
}
