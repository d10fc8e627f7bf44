import * as v from "valibot";
import { publishedSchema, quartilesSchema, sliceSchema } from "./published.ts";

/** Metrics of practice that the board can tell; see docs/board.md for their formulas and the least numbers. */
export const PRACTICE_METRICS = [
  "cacheHit",
  "steeredShare",
  "contextThrift",
  "survival",
  "rework",
  "costPerSurvivingLine",
  "costPerMergedChange",
  "greenRate",
  "promptToMerge",
  "rightSizing",
] as const;
export type PracticeMetric = (typeof PRACTICE_METRICS)[number];

/** The tab that opens first: how a group works, never how one person does. */
export const practiceViewSchema = v.object({
  asOf: v.number(),
  slice: sliceSchema,
  /** Slices that one may ask for. */
  slices: v.array(sliceSchema),
  /** People in the slice, to the nearest ten. */
  people: publishedSchema,
  metrics: v.array(
    v.object({
      metric: v.picklist(PRACTICE_METRICS),
      of: quartilesSchema,
      /** The viewer's own figure; `undefined` where unknown or not a member. */
      own: v.optional(v.number()),
      /** Medians of up to 13 weeks, oldest first. */
      weeks: v.array(v.object({ fromDay: v.number(), median: publishedSchema })),
    }),
  ),
  /** How many people hold a shared badge, by badge and grade. */
  badges: v.array(v.object({ badge: v.string(), grade: v.number(), people: publishedSchema })),
});
export type PracticeView = Readonly<v.InferOutput<typeof practiceViewSchema>>;
