import * as v from "valibot";
import { publishedSchema, sliceSchema } from "./published.ts";
import { TRUST_MARKS } from "./trust.ts";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Between which shares of all people one stands, from the most: 0 to 5 is the best 5 %. */
export const bandSchema = v.object({ fromPercent: v.number(), toPercent: v.number() });
export type Band = Readonly<v.InferOutput<typeof bandSchema>>;

/** One line of the list: only people who chose to be on it. `counted` orders; `seen` stands beside it. */
export const volumeEntrySchema = v.object({
  /** `undefined` for who has nothing settled yet. */
  rank: v.optional(count),
  handle: v.string(),
  /** Settled tokens of 30 days, after the caps; the order. */
  counted: count,
  /** Counted as well, once they settle. */
  provisional: count,
  seen: count,
  activeDays: count,
  tier: v.optional(v.string()),
  title: v.optional(v.string()),
  trust: v.picklist(TRUST_MARKS),
  badges: v.array(v.object({ badge: v.string(), grade: v.number() })),
  isYou: v.boolean(),
});
export type VolumeEntry = Readonly<v.InferOutput<typeof volumeEntrySchema>>;

/** The second tab. It opens with the warning that these figures are self-reported and no measure of work. */
export const volumeViewSchema = v.object({
  asOf: count,
  /** Names are turned off for everybody, or the viewer takes no part: `entries` is empty. */
  areNamesOff: v.boolean(),
  entries: v.array(volumeEntrySchema),
  /** Tokens of 30 days of all who take part. */
  total: v.object({
    counted: publishedSchema,
    seen: publishedSchema,
    people: publishedSchema,
    costUsd: publishedSchema,
    /** Tokens of models without a list price, which the cost leaves out. */
    unpriced: v.optional(publishedSchema),
    /** The same tokens at other assumptions; see core/perspective. */
    assumedCosts: v.array(v.object({ assumption: v.string(), usdPerMillion: v.number(), costUsd: publishedSchema })),
  }),
  /** Milestones of all together, never of one. */
  milestones: v.array(v.object({ milestone: v.string(), tokens: v.number(), times: publishedSchema })),
  /** Counted tokens a day, oldest first. */
  days: v.array(v.object({ day: v.number(), counted: publishedSchema })),
  slices: v.array(v.object({ slice: sliceSchema, counted: publishedSchema, people: publishedSchema })),
  /** How often the list of names was looked at today, by others than the viewer. */
  looksToday: count,
});
export type VolumeView = Readonly<v.InferOutput<typeof volumeViewSchema>>;
