import { publishTotals, type TotalsOf } from "../../core/board/publication/publishTotals.ts";
import { bandOf, peopleFigure, withheld } from "../../core/board/suppression.ts";
import type { Published } from "../../shared/board/published.ts";
import { numberIn, textIn, type BoardDatabase, type Queries } from "../database/boardDatabase.ts";
import { publishDays } from "./publishDays.ts";
import {
  putSlice,
  readNewestSlices,
  type PublishedSlice,
  type SliceKind,
  type SlicePayload,
} from "./publishedSlice.ts";
import { readQuartiles, withheldQuartiles, type MetricQuartiles } from "./quartiles.ts";
import { readTermSlices, type TermSlice } from "./termSlices.ts";
import { totalsStoreIn } from "./totalsStore.ts";

const MICRO_PER_USD = 1_000_000;
const NO_FIGURE = withheld("complement");

interface Pass {
  readonly least: number;
  readonly day: number;
}

/** Publishes what may be told of groups on a day, from the figures as they are. All of it or nothing. */
export async function publishBoard(database: BoardDatabase, pass: Pass): Promise<void> {
  await database.transaction(async (queries) => {
    const before = await readNewestSlices(queries);
    const totals = await publishTotals(totalsStoreIn(queries), pass);
    const unpriced = await readUnpriced(queries, pass.least);
    const company = { ...payloadOf(totals.company, pass.least), unpriced };
    await publishSlices(queries, pass, before, "company", [["", "", company]]);
    const names = await teamNames(queries);
    const teams = [...totals.teams].flatMap(([team, of]) => {
      const name = names.get(team);
      return name === undefined ? [] : [[String(team), name, payloadOf(of, pass.least)] as const];
    });
    await publishSlices(queries, pass, before, "team", teams);
    // Tools and models are told of together with the company: a figure that changes by itself would tell more.
    const isNew = totals.company.day === pass.day;
    for (const kind of ["tool", "model"] as const) {
      const terms = (await readTermSlices(queries, kind, pass.least)).map(
        (term) => [term.name, term.name, termPayload(term, isNew ? pass.day : totals.company.day)] as const,
      );
      await publishSlices(queries, pass, before, kind, terms);
    }
    await publishDays(queries, pass);
  });
  // Of who left while this was being published.
  for (const table of ["published_part", "member_figure", "member_share", "member_part"])
    await database.run(
      `DELETE FROM ${table} p WHERE NOT EXISTS (SELECT 1 FROM member m WHERE m.member_id = p.member_id)`,
    );
}

type NewSlice = readonly [id: string, name: string, totals: Omit<SlicePayload, "metrics" | "badges">];

async function publishSlices(
  queries: Queries,
  { least, day }: Pass,
  before: readonly PublishedSlice[],
  kind: SliceKind,
  slices: readonly NewSlice[],
): Promise<void> {
  const quartiles = await readQuartiles(queries, kind, least);
  const badges = kind === "company" || kind === "team" ? await readBadges(queries, kind, least) : undefined;
  for (const [id, name, totals] of slices) {
    const earlier = before.find((slice) => slice.kind === kind && slice.id === id);
    const isShown = totals.people.kind !== "withheld" && totals.counted.kind !== "withheld";
    // One decision for all figures of a slice: where the totals stay, so do the others.
    const wasShown = earlier !== undefined && earlier.payload.counted.kind !== "withheld";
    const stays = isShown && wasShown && earlier.day < day && totals.totalsDay <= earlier.day;
    const fresh = isShown ? quartiles.get(id) : undefined;
    const metrics: MetricQuartiles = stays ? earlier.payload.metrics : (fresh ?? withheldQuartiles(reasonOf(totals)));
    const shared = stays ? earlier.payload.badges : isShown ? (badges?.get(id) ?? []) : [];
    const kept = stays && (kind === "tool" || kind === "model") ? earlier.payload : totals;
    await putSlice(queries, {
      day,
      kind,
      id,
      name,
      payload: { ...totals, ...pick(kept), metrics: [...metrics], badges: [...shared] },
    });
  }
}

function pick({ people, counted, seen }: Pick<SlicePayload, "people" | "counted" | "seen">): Partial<SlicePayload> {
  return { people, counted, seen };
}

function reasonOf({ people }: Pick<SlicePayload, "people">): "tooFew" | "dominated" | "complement" {
  return people.kind === "withheld" ? people.reason : "tooFew";
}

function payloadOf({ form, people, totals, day }: TotalsOf, least: number): NewSlice[2] {
  const show = (value: number): Published => {
    if (form === "value") return { kind: "value", value };
    return form === "band" ? { kind: "band", ...bandOf(value) } : withheld(form);
  };
  const isShown = form === "value" || form === "band";
  return {
    people: isShown ? peopleFigure(people, least) : withheld(form),
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
    "SELECT count(*) AS people, coalesce(sum(unpriced), 0)::bigint AS unpriced FROM member_figure WHERE unpriced > 0",
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
): Promise<ReadonlyMap<string, SlicePayload["badges"]>> {
  const id = kind === "company" ? "''::text" : "f.team_id::text";
  const rows = await queries.query(
    `SELECT ${id} AS id, b.badge, b.grade, count(*) AS people FROM badge b JOIN member_figure f ON f.member_id = b.member_id
     WHERE ${kind === "company" ? "true" : "f.team_id IS NOT NULL"} GROUP BY 1, b.badge, b.grade HAVING count(*) >= $1
     ORDER BY count(*) DESC, b.badge, b.grade`,
    [least],
  );
  const badges = new Map<string, SlicePayload["badges"]>();
  for (const row of rows) {
    const people = peopleFigure(numberIn(row, "people"), least);
    const badge = { badge: textIn(row, "badge"), grade: numberIn(row, "grade"), people };
    badges.set(textIn(row, "id"), [...(badges.get(textIn(row, "id")) ?? []), badge]);
  }
  return badges;
}
