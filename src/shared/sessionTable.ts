import * as v from "valibot";

import { dateRangeSchema } from "./dateRange.ts";
import { usageFilterSchema } from "./insights.ts";
import { namedTotalsSchema, usageTotalsSchema } from "./usageSchema.ts";

/** A root session with everything below it. Totals are those of the whole session. */
export const sessionRowSchema = v.object({
  /** Number of the session in the ledger. */
  id: v.number(),
  /** Source id. */
  tool: v.string(),
  /** Working folder that most of it was made in; empty where it is not known. */
  project: v.string(),
  /** First and last call. */
  startMs: v.number(),
  endMs: v.number(),
  turns: v.number(),
  totals: usageTotalsSchema,
  /** Of calls within 15 minutes after a person's message, those of sub-agents included. */
  steeredTokens: v.number(),
  /** Largest prompt of its own calls, and its share of the model's window where that is known. */
  peakPromptTokens: v.number(),
  peakWindowShare: v.optional(v.number()),
  /** As written by the tool, the most used first. */
  models: v.array(v.string()),
  /** Sub-agents that were sent. */
  agents: v.number(),
});
export type SessionRow = v.InferOutput<typeof sessionRowSchema>;

export const sessionsQuerySchema = v.object({ range: dateRangeSchema, filter: usageFilterSchema });
export type SessionsQuery = v.InferOutput<typeof sessionsQuerySchema>;

/** More sessions than this are not sent: the newest are. */
export const MOST_SESSION_ROWS = 10_000;

/** Sessions with a call in the range, the newest first. */
export const sessionTableSchema = v.object({
  rows: v.array(sessionRowSchema),
  /** How many there are, those not sent included. */
  count: v.number(),
});
export type SessionTable = v.InferOutput<typeof sessionTableSchema>;

export const sessionQuerySchema = v.object({ id: v.pipe(v.number(), v.integer()) });
export type SessionQuery = v.InferOutput<typeof sessionQuerySchema>;

/** Longer sessions are thinned out: of each stretch the call with the largest prompt is kept. */
export const MOST_SESSION_POINTS = 600;

export const sessionDetailsSchema = v.object({
  row: sessionRowSchema,
  /** Calls over time, the oldest first. */
  points: v.array(
    v.object({
      atMs: v.number(),
      promptTokens: v.number(),
      /** Context window of the model, where it is known. */
      windowTokens: v.optional(v.number()),
      outputTokens: v.number(),
      /** Cost of the session up to and including this call. */
      costSoFar: v.object({ costNanos: v.number(), unpricedTokens: v.number() }),
      kind: v.picklist(["own", "agent"]),
      isSteered: v.boolean(),
    }),
  ),
  /** How many calls the points stand for. */
  calls: v.number(),
  /** Thinned out likewise. */
  turnTimesMs: v.array(v.number()),
  models: v.array(namedTotalsSchema),
  /** Sub-agents, the most expensive first, at most 100. */
  agents: v.array(v.object({ name: v.string(), startMs: v.number(), endMs: v.number(), totals: usageTotalsSchema })),
});
/** `null` where the ledger has no such session any more. */
export const sessionAnswerSchema = v.nullable(sessionDetailsSchema);
export type SessionDetails = v.InferOutput<typeof sessionDetailsSchema>;
