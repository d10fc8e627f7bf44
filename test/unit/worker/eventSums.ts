import { addUsage, NO_USAGE, type MutableUsageTotals, type UsageTotals } from "../../../src/shared/usageTotals.ts";
import { totalTokens } from "../../../src/shared/tokenCounts.ts";
import type { CallRecord } from "../../../src/core/usageRecord.ts";
import type { Pricer } from "../../../src/core/prices/pricer.ts";

/** What one call adds to any sum. */
export function usageOf(call: CallRecord, pricer: Pricer): UsageTotals {
  const { model, atMs, tokens, serviceTier, usOnly, quality, calls, countedHere } = call;
  const costNanos =
    pricer.costNanos({ model, sourceId: "records", atMs, tokens, serviceTier, usOnly }) ?? call.reportedNanos;
  const total = totalTokens(tokens);
  return {
    calls,
    ...tokens,
    costNanos: costNanos ?? 0,
    unpricedTokens: costNanos === undefined ? total : 0,
    estimatedTokens: quality === "exact-call" || quality === "exact-turn" ? 0 : total,
    countedHereTokens: countedHere === true ? total : 0,
  };
}

/** Sums of calls by a key, the slow way. */
export function sumBy(
  calls: readonly CallRecord[],
  pricer: Pricer,
  keyOf: (call: CallRecord) => string,
): ReadonlyMap<string, UsageTotals> {
  const sums = new Map<string, MutableUsageTotals>();
  for (const call of calls) {
    const sum = sums.get(keyOf(call)) ?? { ...NO_USAGE };
    sums.set(keyOf(call), sum);
    addUsage(sum, usageOf(call, pricer));
  }
  return sums;
}

export function sumOf(calls: readonly CallRecord[], pricer: Pricer): UsageTotals {
  return sumBy(calls, pricer, () => "all").get("all") ?? NO_USAGE;
}
