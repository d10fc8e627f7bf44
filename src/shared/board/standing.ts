import * as v from "valibot";
import { TRUST_MARKS } from "./trust.ts";
import { bandSchema, volumeEntrySchema } from "./volumeView.ts";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const topListSchema = v.object({
  /** When the figures were last brought up to date, by the board's clock. */
  asOf: count,
  /** Names are turned off for everybody: `entries` is empty. */
  areNamesOff: v.boolean(),
  entries: v.array(volumeEntrySchema),
});
export type TopList = Readonly<v.InferOutput<typeof topListSchema>>;

/** Where one stands among all who take part, listed or not. */
export const standingSchema = v.object({
  asOf: count,
  /** Place on the list; only for who is on it. A place among all would tell who is not listed from who is. */
  rank: v.optional(count),
  /** `undefined` for who has nothing settled, and on a board of few people. */
  band: v.optional(bandSchema),
  /** Settled tokens of 30 days, after the caps. */
  counted: count,
  /** Counted as well, once they settle. */
  provisional: count,
  seen: count,
  activeDays: count,
  tier: v.optional(v.string()),
  trust: v.picklist(TRUST_MARKS),
  listed: v.boolean(),
  handle: v.optional(v.string()),
});
export type Standing = Readonly<v.InferOutput<typeof standingSchema>>;
