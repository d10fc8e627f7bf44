import * as v from "valibot";

import { daySchema } from "./dateRange.ts";
import { namedTotalsSchema, usageTotalsSchema } from "./usageSchema.ts";

/** An ISO week, as `2026-W47`. */
export const weekSchema = v.pipe(v.string(), v.regex(/^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/));

/** What its owner thinks of a session. */
export const MARKS = ["useful", "partly", "wasted"] as const;
export type Mark = (typeof MARKS)[number];

export const SAVING_KINDS = ["longContexts", "coldStarts", "rightSizing", "nightRuns"] as const;
export type SavingKind = (typeof SAVING_KINDS)[number];

/** Without a week: the last one that is over. */
export const reviewQuerySchema = v.object({ week: v.optional(weekSchema) });
export type ReviewQuery = v.InferOutput<typeof reviewQuerySchema>;

/** What could have been paid less for. Each call is in one saving at most with each part of its cost. */
const savingSchema = v.object({
  kind: v.picklist(SAVING_KINDS),
  amountNanos: v.number(),
  /** Of what the kind counts: sessions, cold starts, turns, runs. */
  count: v.number(),
  /** Model as written by the tool that the kind compares with, where it does. */
  model: v.optional(v.string()),
});
export type Saving = v.InferOutput<typeof savingSchema>;

/** A root session with everything below it. All figures but the number of turns are those of the week. */
const reviewedSessionSchema = v.object({
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
  unattendedTokens: v.number(),
  /** As written by the tool, the most used first. */
  models: v.array(v.string()),
  mark: v.optional(v.picklist(MARKS)),
});
export type ReviewedSession = v.InferOutput<typeof reviewedSessionSchema>;

/** What ran in a week, what it cost, and what could be done about it. */
export const reviewSchema = v.object({
  week: weekSchema,
  /** Monday and Sunday. */
  from: daySchema,
  to: daySchema,
  /** Whether the week is over. */
  isOver: v.boolean(),
  /** Weeks to turn to: absent before the first with usage, and after the running one. */
  previous: v.optional(weekSchema),
  next: v.optional(weekSchema),
  totals: usageTotalsSchema,
  /** Of the week before; absent where the ledger does not reach back to its beginning. */
  before: v.optional(usageTotalsSchema),
  /** Days with usage. */
  activeDays: v.number(),
  sessions: v.number(),
  unattendedTokens: v.number(),
  /** Largest first. */
  byTool: v.array(namedTotalsSchema),
  byModel: v.array(namedTotalsSchema),
  /** Five at most, the most expensive first. */
  costliest: v.array(reviewedSessionSchema),
  /** Three at most, the largest first. */
  savings: v.array(savingSchema),
  /** Names of tools as their makers write them, by source id. */
  toolNames: v.record(v.string(), v.string()),
});
export type WeeklyReview = v.InferOutput<typeof reviewSchema>;

/** What came of the costliest sessions of a week: looked up apart, as it takes seconds in large repositories. */
export const outcomesQuerySchema = v.object({ week: weekSchema });

const commitsSchema = v.variant("kind", [
  v.object({
    kind: v.literal("found"),
    commits: v.number(),
    files: v.number(),
    linesAdded: v.number(),
    linesRemoved: v.number(),
    /** Whether files that look like tests are among them. */
    changedTests: v.boolean(),
  }),
  v.object({
    kind: v.picklist([
      /** The repository was looked through. */
      "none",
      /** The log tells no folder. */
      "noFolder",
      "folderGone",
      "noRepository",
      /** The repository does not say who its user is. */
      "noAuthor",
      /** There is no git, or it gave no answer. */
      "unreadable",
    ]),
  }),
]);
export type SessionCommits = v.InferOutput<typeof commitsSchema>;

const outcomeSchema = v.object({
  /** Number of the session in the ledger. */
  id: v.number(),
  commits: commitsSchema,
  /** Test runs that the editor saw; none says nothing of those outside of it. */
  testRuns: v.object({ count: v.number(), passed: v.number() }),
});
export type SessionOutcome = v.InferOutput<typeof outcomeSchema>;

export const outcomesSchema = v.object({ week: weekSchema, sessions: v.array(outcomeSchema) });

export const markQuerySchema = v.object({
  id: v.pipe(v.number(), v.integer()),
  /** Absent: the mark is taken away. */
  mark: v.optional(v.picklist(MARKS)),
});
export type MarkQuery = v.InferOutput<typeof markQuerySchema>;

/** Whether the ledger still has the session. */
export const markAnswerSchema = v.object({ isKept: v.boolean() });
