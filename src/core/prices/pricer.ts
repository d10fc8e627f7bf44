import type { TokenCounts } from "../../shared/tokenCounts.ts";
import type { ServiceTier } from "../usageRecord.ts";

/** What decides a call's price. */
export interface PricedUse {
  /** Model as written by the tool. */
  readonly model: string;
  /** Source the call comes from: some write model names that need to know whose they are. */
  readonly sourceId: string;
  readonly atMs: number;
  readonly tokens: TokenCounts;
  readonly serviceTier: ServiceTier;
  readonly usOnly: boolean;
}

export interface Pricer {
  /** Identity of the price snapshot. When it changes, stored costs are made anew. */
  readonly snapshot: string;
  /** Cost in billionths of a US dollar, rounded to the nearest; `undefined` where the model has no known price. */
  costNanos(use: PricedUse): number | undefined;
}
