import * as v from "valibot";

/** A day of the person's calendar, as `2026-11-22`. */
export const daySchema = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));

const MOST_DAYS = 10_000;

/** A span of local days, as a person asks for it. */
export const dateRangeSchema = v.variant("kind", [
  /** The last so many days, today included. */
  v.object({ kind: v.literal("last"), days: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_DAYS)) }),
  /** This calendar month so far. */
  v.object({ kind: v.literal("month") }),
  /** Both days included. */
  v.object({ kind: v.literal("between"), from: daySchema, to: daySchema }),
  v.object({ kind: v.literal("all") }),
]);

export type DateRange = Readonly<v.InferOutput<typeof dateRangeSchema>>;
