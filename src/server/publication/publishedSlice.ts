import * as v from "valibot";
import { PRACTICE_METRICS } from "../../shared/board/practiceView.ts";
import { SLICE_KINDS, publishedSchema, quartilesSchema } from "../../shared/board/published.ts";
import { numberIn, textIn, type Queries, type Row } from "../database/boardDatabase.ts";

/** What was published of a slice: everybody who looks is shown this, and nothing is worked out for a question. */
const payloadSchema = v.object({
  people: publishedSchema,
  counted: publishedSchema,
  seen: publishedSchema,
  costUsd: publishedSchema,
  /** Tokens without a list price. */
  unpriced: publishedSchema,
  /** Day of the totals: they stay until enough has changed. */
  totalsDay: v.number(),
  metrics: v.array(v.object({ metric: v.picklist(PRACTICE_METRICS), of: quartilesSchema })),
  badges: v.array(v.object({ badge: v.string(), grade: v.number(), people: publishedSchema })),
});
export type SlicePayload = Readonly<v.InferOutput<typeof payloadSchema>>;
export type SliceKind = (typeof SLICE_KINDS)[number];

export interface PublishedSlice {
  readonly day: number;
  readonly kind: SliceKind;
  readonly id: string;
  readonly name: string;
  readonly payload: SlicePayload;
}

export async function putSlice(queries: Queries, { day, kind, id, name, payload }: PublishedSlice): Promise<void> {
  await queries.query(
    `INSERT INTO published (day, kind, id, name, payload) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (day, kind, id) DO UPDATE SET name = excluded.name, payload = excluded.payload`,
    [day, kind, id, name, JSON.stringify(payload)],
  );
}

/** All slices of the newest day that anything was published on. */
export async function readNewestSlices(queries: Queries): Promise<readonly PublishedSlice[]> {
  const rows = await queries.query(
    `SELECT day, kind, id, name, payload FROM published
     WHERE kind <> 'day' AND day = (SELECT max(day) FROM published WHERE kind = 'company')
     ORDER BY array_position(ARRAY['company', 'team', 'tool', 'model'], kind), name`,
  );
  return rows.map(readSlice);
}

/** One slice on all days on which it was published, newest first. */
export async function readSliceDays(
  queries: Queries,
  { kind, id }: Pick<PublishedSlice, "kind" | "id">,
  sinceDay: number,
): Promise<readonly PublishedSlice[]> {
  const rows = await queries.query(
    "SELECT day, kind, id, name, payload FROM published WHERE kind = $1 AND id = $2 AND day >= $3 ORDER BY day DESC",
    [kind, id, sinceDay],
  );
  return rows.map(readSlice);
}

function readSlice(row: Row): PublishedSlice {
  return {
    day: numberIn(row, "day"),
    kind: v.parse(v.picklist(SLICE_KINDS), textIn(row, "kind")),
    id: textIn(row, "id"),
    name: textIn(row, "name"),
    payload: v.parse(payloadSchema, JSON.parse(textIn(row, "payload"))),
  };
}
