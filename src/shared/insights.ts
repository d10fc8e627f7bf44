import * as v from "valibot";

import { dateRangeSchema, daySchema } from "./dateRange.ts";
import { namedTotalsSchema, usageTotalsSchema } from "./usageSchema.ts";

export const BUCKETS = ["hour", "day", "week", "month"] as const;
export type Bucket = (typeof BUCKETS)[number];

export const STACKS = ["tool", "model", "project", "kind"] as const;
export type Stack = (typeof STACKS)[number];

/**
 * Who was at work in a call: a person within the last 15 minutes (`steered`), an agent that a person's session had sent
 * within them (`agents`), or nobody (`unattended`).
 */
export const CALL_KINDS = ["steered", "agents", "unattended"] as const;
export type CallKind = (typeof CALL_KINDS)[number];

/** Only the usage of these; a field that is absent lets everything through. */
export const usageFilterSchema = v.object({
  /** Source id. */
  tool: v.optional(v.string()),
  /** Model as written by the tool. */
  model: v.optional(v.string()),
  /** Working folder; empty for usage without one. */
  project: v.optional(v.string()),
});
export type UsageFilter = Readonly<v.InferOutput<typeof usageFilterSchema>>;

export const insightsQuerySchema = v.object({
  range: dateRangeSchema,
  bucket: v.picklist(BUCKETS),
  stackBy: v.picklist(STACKS),
  filter: usageFilterSchema,
});
export type InsightsQuery = v.InferOutput<typeof insightsQuerySchema>;

/** Usage over time: one number per key and bucket. */
const seriesSchema = v.object({
  /** Hours are given for short ranges only: the bucket may be a longer one than was asked for. */
  bucket: v.picklist(BUCKETS),
  stackBy: v.picklist(STACKS),
  /** What is stacked, the largest first; past the first eight they are added up as the last key, `""`, with `isRest`. */
  keys: v.array(v.object({ key: v.string(), isRest: v.boolean() })),
  /** Buckets without a gap, the oldest first. The arrays have a number for each key. */
  points: v.array(
    v.object({
      startMs: v.number(),
      /** `2026-11-22`, ISO week `2026-W47`, `2026-11`; for hours the local day and hour, `2026-11-22 14`. */
      label: v.string(),
      tokens: v.array(v.number()),
      costNanos: v.array(v.number()),
      /** Tokens that no known price is for: they are in no cost. */
      unpricedTokens: v.array(v.number()),
    }),
  ),
});

/** What caching did for the usage of the range. Money at list prices of each call's day. */
const cacheEconomicsSchema = v.object({
  promptTokens: v.number(),
  readTokens: v.number(),
  writeTokens: v.number(),
  /** What the tokens that were read from a cache would have cost as fresh input, less what they cost. */
  savedNanos: v.number(),
  /** What writing to a cache cost more than sending the same tokens fresh. */
  writeExtraNanos: v.number(),
  /**
   * Calls that wrote a context anew which the session had read from the cache before: its time had run out.
   * `costNanos`: what that cost more than reading it would have.
   */
  coldStarts: v.object({ count: v.number(), tokens: v.number(), costNanos: v.number() }),
});

/** The priced calls of the range, had all of them been made on one model of those in use. */
const whatIfSchema = v.object({
  /** Source id and model as written. */
  tool: v.string(),
  model: v.string(),
  costNanos: v.number(),
  /** Share of calls that were made on it, 0 to 1. */
  callShare: v.number(),
});

/** What counts towards tiers of what was seen, over UTC days, whatever the filter; see `countDays`. */
const seenAndCountedSchema = v.object({
  seen: v.number(),
  counted: v.number(),
  rereads: v.number(),
  perTurn: v.number(),
  unattended: v.number(),
  perDay: v.number(),
});

/** How fast money goes, at the pace of now and of this month. Absent figures are not known. */
const burnSchema = v.object({
  /** Of the last 60 minutes. */
  lastHour: usageTotalsSchema,
  /** Means over the days of the range that have usage. */
  perActiveDay: v.object({ tokens: v.number(), costNanos: v.number(), days: v.number() }),
  monthToDate: usageTotalsSchema,
  /** To the end of the month, by the usual day of the last 28; a likely range, not a promise. */
  monthEnd: v.optional(
    v.object({
      costNanos: v.number(),
      lowNanos: v.number(),
      highNanos: v.number(),
      tokens: v.number(),
      /** Some of the usage that it goes by has no known price. */
      isLowerBound: v.boolean(),
    }),
  ),
});

/** Everything the insights page shows but its sessions. */
export const insightsSchema = v.object({
  madeAtMs: v.number(),
  /** The range in days of the person's calendar, both included; `days` counts them. */
  from: daySchema,
  to: daySchema,
  days: v.number(),
  totals: usageTotalsSchema,
  /** Of as many days before; absent where the ledger does not reach back that far. */
  before: v.optional(usageTotalsSchema),
  series: seriesSchema,
  /** Days with usage of the last 53 weeks, whatever the range. */
  calendar: v.array(
    v.object({
      day: daySchema,
      tokens: v.number(),
      costNanos: v.number(),
      unpricedTokens: v.number(),
      calls: v.number(),
    }),
  ),
  /** Last day of the calendar: today. */
  today: daySchema,
  /** Largest first, at most 50 each. */
  byTool: v.array(namedTotalsSchema),
  byModel: v.array(namedTotalsSchema),
  byProject: v.array(namedTotalsSchema),
  byKind: v.array(namedTotalsSchema),
  cache: cacheEconomicsSchema,
  /** What the calls really cost, and would have on each model. Empty where no call is priced. */
  whatIf: v.object({ paidNanos: v.number(), models: v.array(whatIfSchema) }),
  counted: seenAndCountedSchema,
  burn: burnSchema,
  /** All there is to filter by, whatever the filter and the range, by name. */
  choices: v.object({ tools: v.array(v.string()), models: v.array(v.string()), projects: v.array(v.string()) }),
  /** Names of tools as their makers write them, by source id. */
  toolNames: v.record(v.string(), v.string()),
});
export type Insights = v.InferOutput<typeof insightsSchema>;
