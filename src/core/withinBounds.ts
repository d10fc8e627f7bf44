import type { CallRecord } from "./usageRecord.ts";

/** The last instant that a date can be, and as far back. */
const MAX_MS = 8.64e15;

/** No tool charges $100,000 for what one record tells of. */
const MAX_REPORTED_NANOS = 1e14;

/** Whether a number of milliseconds is an instant at all. */
export function isInstant(ms: number): boolean {
  return Math.abs(ms) <= MAX_MS;
}

/**
 * The call with nothing in it, beside its counts, that no ledger could hold: SQLite takes integers beyond 2^53 and cannot
 * give them back as numbers. What is no instant or no amount is as if it was not told; its time stays as wrong as it is.
 */
export function callWithinBounds(call: CallRecord): CallRecord {
  const { atMs, ownerMs, reportedNanos = 0 } = call;
  const isPrice = reportedNanos >= 0 && reportedNanos <= MAX_REPORTED_NANOS;
  if (isInstant(atMs) && isInstant(ownerMs) && isPrice) return call;
  const { reportedNanos: _, ...untold } = call;
  return {
    ...(isPrice ? call : untold),
    atMs: atMs >= MAX_MS ? MAX_MS : Math.max(-MAX_MS, atMs || 0),
    ownerMs: isInstant(ownerMs) ? ownerMs : 0,
  };
}
