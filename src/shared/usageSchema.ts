import * as v from "valibot";

import type { NamedTotals } from "./meterSnapshot.ts";
import type { UsageTotals } from "./usageTotals.ts";

/** `UsageTotals` as they come in a message. */
export const usageTotalsSchema = v.object({
  calls: v.number(),
  freshInput: v.number(),
  cacheRead: v.number(),
  cacheWrite5m: v.number(),
  cacheWrite1h: v.number(),
  output: v.number(),
  reasoning: v.number(),
  webSearches: v.number(),
  costNanos: v.number(),
  unpricedTokens: v.number(),
  estimatedTokens: v.number(),
  countedHereTokens: v.number(),
}) satisfies v.GenericSchema<UsageTotals>;

/** `NamedTotals` as they come in a message. */
export const namedTotalsSchema = v.object({
  key: v.string(),
  totals: usageTotalsSchema,
}) satisfies v.GenericSchema<NamedTotals>;
