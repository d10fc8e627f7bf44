import * as v from "valibot";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** One line of the list: only people who chose to be on it. `counted` orders; `seen` stands beside it. */
export const topEntrySchema = v.object({
  rank: count,
  handle: v.string(),
  counted: count,
  seen: count,
  activeDays: count,
});
export const topListSchema = v.object({
  /** When the figures were last brought up to date, by the board's clock. */
  asOf: count,
  entries: v.array(topEntrySchema),
});
export type TopList = Readonly<v.InferOutput<typeof topListSchema>>;

/** Where one stands among all who take part, listed or not. */
export const standingSchema = v.object({
  asOf: count,
  /** `undefined` for who has counted nothing in the window. */
  rank: v.optional(count),
  counted: count,
  seen: count,
  activeDays: count,
  listed: v.boolean(),
  handle: v.optional(v.string()),
});
export type Standing = Readonly<v.InferOutput<typeof standingSchema>>;
