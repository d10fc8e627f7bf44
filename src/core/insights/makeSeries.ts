import type { Bucket, Insights, Stack } from "../../shared/insights.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import type { UsageTotals } from "../../shared/usageTotals.ts";
import type { TimeBucket } from "./timeBuckets.ts";
import type { UsageKey } from "./usageCell.ts";

/** Usage of one key. */
export type KeyedUsage = UsageKey & { readonly totals: UsageTotals };

/** What was used in a bucket. */
export interface FilledBucket extends TimeBucket {
  readonly usage: readonly KeyedUsage[];
}

/** More than these cannot be told apart in a chart. */
const MOST_KEYS = 8;

/** Usage over time, stacked by what is asked for. */
export function makeSeries(bucket: Bucket, stackBy: Stack, buckets: readonly FilledBucket[]): Insights["series"] {
  const sums = new Map<string, number>();
  for (const { usage } of buckets) {
    for (const part of usage) sums.set(part[stackBy], (sums.get(part[stackBy]) ?? 0) + totalTokens(part.totals));
  }
  const ordered = [...sums].toSorted(([a, tokensOfA], [b, tokensOfB]) => tokensOfB - tokensOfA || (a < b ? -1 : 1));
  const own = ordered.slice(0, MOST_KEYS).map(([key]) => key);
  const places = new Map(own.map((key, place) => [key, place]));
  const keys = own.map((key) => ({ key, isRest: false }));
  if (ordered.length > MOST_KEYS) keys.push({ key: "", isRest: true });
  const points = buckets.map(({ startMs, label, usage }) => {
    const tokens = keys.map(() => 0);
    const costNanos = keys.map(() => 0);
    const unpricedTokens = keys.map(() => 0);
    for (const part of usage) {
      const place = places.get(part[stackBy]) ?? MOST_KEYS;
      tokens[place] = (tokens[place] ?? 0) + totalTokens(part.totals);
      costNanos[place] = (costNanos[place] ?? 0) + part.totals.costNanos;
      unpricedTokens[place] = (unpricedTokens[place] ?? 0) + part.totals.unpricedTokens;
    }
    return { startMs, label, tokens, costNanos, unpricedTokens };
  });
  return { bucket, stackBy, keys, points };
}
