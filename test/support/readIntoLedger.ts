import { mergeCalls } from "../../src/core/mergeCalls.ts";
import type { CallRecord, UsageRecord } from "../../src/core/usageRecord.ts";

/** The calls that count of all records, as the ledger judges them: copies merged, and without what yields. */
export function readIntoLedger(records: readonly UsageRecord[]): readonly CallRecord[] {
  const calls = new Map<string, CallRecord>();
  for (const record of records) {
    if (record.kind !== "call") continue;
    const key = JSON.stringify([record.family, record.member]);
    const known = calls.get(key);
    calls.set(key, known === undefined ? record : mergeCalls(known, record));
  }
  const all = [...calls.values()];
  const primary = new Set(all.filter((call) => call.member !== "").map((call) => call.family));
  return all.filter((call) => call.yieldsTo === undefined || !primary.has(call.yieldsTo));
}
