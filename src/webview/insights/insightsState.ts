import * as v from "valibot";

import { type DateRange, dateRangeSchema } from "../../shared/dateRange.ts";
import { BUCKETS, type Bucket, STACKS, usageFilterSchema } from "../../shared/insights.ts";
import { SESSION_COLUMNS } from "../sessions/sessionColumns.ts";

export const MEASURES = ["tokens", "cost"] as const;
export type Measure = (typeof MEASURES)[number];

const USUAL_RANGE: DateRange = { kind: "last", days: 30 };
const MOST_TABLES = 50;

/** Each part by itself: one that cannot be used does not take the others along. */
const insightsStateSchema = v.object({
  range: v.fallback(dateRangeSchema, USUAL_RANGE),
  bucket: v.fallback(v.picklist(BUCKETS), "day"),
  stackBy: v.fallback(v.picklist(STACKS), "model"),
  filter: v.fallback(usageFilterSchema, {}),
  measure: v.fallback(v.picklist(MEASURES), "tokens"),
  /** Ids of the charts that are shown as tables. */
  asTable: v.fallback(v.pipe(v.array(v.string()), v.maxLength(MOST_TABLES)), []),
  sort: v.fallback(v.object({ column: v.picklist(SESSION_COLUMNS), isDescending: v.boolean() }), {
    column: "started",
    isDescending: true,
  }),
  /** Number in the ledger of the session whose details are open. */
  session: v.fallback(v.optional(v.pipe(v.number(), v.integer())), undefined),
});

/** What the reader of the page set. */
export type InsightsState = Readonly<v.InferOutput<typeof insightsStateSchema>>;

/** A state from what was kept, whatever that is. */
export function readInsightsState(stored: unknown): InsightsState {
  const read = v.safeParse(insightsStateSchema, stored);
  return read.success ? read.output : v.parse(insightsStateSchema, {});
}

/** Columns of a width that suits the range: some dozens of them. */
export function usualBucket(range: DateRange): Bucket {
  switch (range.kind) {
    case "last":
      return range.days > 120 ? "week" : "day";
    case "month":
      return "day";
    case "between":
      return daysBetween(range.from, range.to) > 120 ? "week" : "day";
    case "all":
      return "month";
  }
}

/** The range with one end at a day that was set, which stays; the other end moves there where it would be past it. */
export function rangeWith(end: "from" | "to", day: string, other: string): DateRange {
  return end === "from"
    ? { kind: "between", from: day, to: other < day ? day : other }
    : { kind: "between", from: day < other ? day : other, to: day };
}

const DAY_MS = 86_400_000;

/** Calendar days from one to the other, both as `2026-11-22`. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
