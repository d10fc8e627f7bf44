import * as v from "valibot";

/** Why a figure is not shown: fewer people than the board's least number, or others could be told apart from it. */
export const WITHHELD_REASONS = ["tooFew", "dominated", "complement"] as const;
export type WithheldReason = (typeof WITHHELD_REASONS)[number];

/**
 * A figure about several people as it leaves the server: rounded to two significant digits, or a band of it where one person
 * holds more than half, or nothing but the reason.
 */
export const publishedSchema = v.variant("kind", [
  v.object({ kind: v.literal("value"), value: v.number() }),
  v.object({ kind: v.literal("band"), from: v.number(), to: v.number() }),
  v.object({ kind: v.literal("withheld"), reason: v.picklist(WITHHELD_REASONS) }),
]);
export type Published = Readonly<v.InferOutput<typeof publishedSchema>>;

/** The middle half of a group; only ever of a group that is large enough. */
export const quartilesSchema = v.object({ low: publishedSchema, median: publishedSchema, high: publishedSchema });
export type Quartiles = Readonly<v.InferOutput<typeof quartilesSchema>>;

/** A part of the board that can be asked for. Only one of them at a time: combined, they would single people out. */
export const SLICE_KINDS = ["company", "team", "tool", "model"] as const;
export const sliceSchema = v.object({
  kind: v.picklist(SLICE_KINDS),
  /** Number of a team or name of a tool or model; empty for the company. */
  id: v.string(),
  name: v.string(),
});
export type Slice = Readonly<v.InferOutput<typeof sliceSchema>>;
