import * as v from "valibot";
import { PRACTICE_METRICS } from "../../shared/board/practiceView.ts";
import { SLICE_KINDS, publishedSchema, quartilesSchema } from "../../shared/board/published.ts";
import { numberIn, textIn, type Queries, type Row } from "../database/boardDatabase.ts";

const totalsSchema = v.object({
  people: publishedSchema,
  counted: publishedSchema,
  seen: publishedSchema,
  costUsd: publishedSchema,
  /** Tokens without a list price. */
  unpriced: publishedSchema,
  /** Day of the totals: they stay until enough has changed. */
  totalsDay: v.number(),
});
const practiceSchema = v.object({
  metrics: v.array(v.object({ metric: v.picklist(PRACTICE_METRICS), of: quartilesSchema })),
  badges: v.array(v.object({ badge: v.string(), grade: v.number(), people: publishedSchema })),
});
export type SliceTotals = Readonly<v.InferOutput<typeof totalsSchema>>;
export type SlicePractice = Readonly<v.InferOutput<typeof practiceSchema>>;
export type SliceKind = (typeof SLICE_KINDS)[number];

export interface NamedSlice {
  readonly day: number;
  readonly kind: SliceKind;
  /** Number of a team or name of a tool or model; empty for the company. */
  readonly id: string;
  readonly name: string;
}

/** What was published of a slice: everybody who looks is shown this, and nothing is worked out for a question. */
export interface PublishedSlice extends NamedSlice {
  readonly totals: SliceTotals;
  readonly practice: SlicePractice;
}

export async function putSlices(queries: Queries, slices: readonly PublishedSlice[]): Promise<void> {
  const rows = slices.map(({ totals, practice, ...named }) => ({
    ...named,
    is_shown: isShown(totals),
    totals: JSON.stringify(totals),
    practice: JSON.stringify(practice),
  }));
  await queries.query(PUT, [JSON.stringify(rows)]);
}

const PUT = `
  INSERT INTO published (day, kind, id, name, is_shown, totals, practice)
  SELECT day, kind, id, name, is_shown, totals, practice FROM jsonb_to_recordset($1::jsonb)
    AS s(day int, kind text, id text, name text, is_shown boolean, totals text, practice text)
  ON CONFLICT (day, kind, id) DO UPDATE SET name = excluded.name, is_shown = excluded.is_shown, totals = excluded.totals,
    practice = excluded.practice`;

/** Whether anything is said of the slice. */
export function isShown({ people, counted }: Pick<SliceTotals, "people" | "counted">): boolean {
  return people.kind !== "withheld" && counted.kind !== "withheld";
}

/** Of the newest day that anything was published on: the company, then all parts of it that are shown, by name. */
const NEWEST = `
  day = (SELECT max(day) FROM published WHERE kind = 'company') AND kind <> 'day' AND (is_shown OR kind = 'company')
  ORDER BY array_position(ARRAY['company', 'team', 'tool', 'model'], kind), name`;

export async function readNewestNames(queries: Queries): Promise<readonly NamedSlice[]> {
  return (await queries.query(`SELECT day, kind, id, name FROM published WHERE ${NEWEST}`)).map(readName);
}

export async function readNewestTotals(
  queries: Queries,
): Promise<readonly (NamedSlice & Pick<PublishedSlice, "totals">)[]> {
  const rows = await queries.query(`SELECT day, kind, id, name, totals FROM published WHERE ${NEWEST}`);
  return rows.map((row) => ({ ...readName(row), totals: readTotals(row) }));
}

export async function readNewestSlices(queries: Queries): Promise<readonly PublishedSlice[]> {
  return (await queries.query(`SELECT day, kind, id, name, totals, practice FROM published WHERE ${NEWEST}`)).map(
    readSlice,
  );
}

/** One slice on some days, newest first; days on which it was not published are left out. */
export async function readSliceDays(
  queries: Queries,
  { kind, id }: Pick<NamedSlice, "kind" | "id">,
  days: readonly number[],
): Promise<readonly PublishedSlice[]> {
  const rows = await queries.query(
    `SELECT day, kind, id, name, totals, practice FROM published WHERE kind = $1 AND id = $2 AND day = ANY ($3::int[])
     ORDER BY day DESC`,
    [kind, id, days],
  );
  return rows.map(readSlice);
}

function readName(row: Row): NamedSlice {
  return {
    day: numberIn(row, "day"),
    kind: v.parse(v.picklist(SLICE_KINDS), textIn(row, "kind")),
    id: textIn(row, "id"),
    name: textIn(row, "name"),
  };
}

function readTotals(row: Row): SliceTotals {
  return v.parse(totalsSchema, JSON.parse(textIn(row, "totals")));
}

function readSlice(row: Row): PublishedSlice {
  const practice = v.parse(practiceSchema, JSON.parse(textIn(row, "practice")));
  return { ...readName(row), totals: readTotals(row), practice };
}
