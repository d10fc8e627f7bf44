import * as v from "valibot";

/** How much of a provider's window was used, as the provider last said. */
export const providerLimitSchema = v.object({
  /** Source id. */
  tool: v.string(),
  atMs: v.number(),
  /** Share of what is allowed; above 1 where it was passed. */
  used: v.number(),
  windowMinutes: v.number(),
  resetsMs: v.optional(v.number()),
});
export type ProviderLimit = Readonly<v.InferOutput<typeof providerLimitSchema>>;

/** A stretch of time that a provider may limit use in, guessed from the logs. */
export const usageBlockSchema = v.object({
  startMs: v.number(),
  endMs: v.number(),
  tokens: v.number(),
  costNanos: v.number(),
});
export type UsageBlock = Readonly<v.InferOutput<typeof usageBlockSchema>>;

/** What is known of the windows that providers count in. */
export const usageLimitsSchema = v.object({
  /** The windows of each tool, short ones first. */
  told: v.pipe(v.array(providerLimitSchema), v.readonly()),
  /** Claude's window of five hours, an estimate; absent outside of one. */
  claudeBlock: v.optional(usageBlockSchema),
});
export type UsageLimits = Readonly<v.InferOutput<typeof usageLimitsSchema>>;
