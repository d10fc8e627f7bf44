import { mergeCalls } from "../../core/mergeCalls.ts";
import { implausibilityOf, isFuture, type Implausibility } from "../../core/plausibility.ts";
import type {
  CallRecord,
  LedgerRecord,
  LimitRecord,
  RecountRecord,
  SessionRecord,
  TurnRecord,
} from "../../core/usageRecord.ts";
import { callWithinBounds, isInstant } from "../../core/withinBounds.ts";

/** Records of one piece of a log by kind, with no two calls of the same identity. */
export interface SortedRecords {
  readonly sessions: readonly SessionRecord[];
  readonly turns: readonly TurnRecord[];
  readonly recounts: readonly RecountRecord[];
  readonly limits: readonly LimitRecord[];
  readonly calls: readonly CallRecord[];
  readonly setAside: readonly { readonly call: CallRecord; readonly reason: Implausibility }[];
}

/**
 * Sorts records by kind. Copies of one call are merged here already, which spares memory until they are written and the
 * ledger most of its work.
 */
export function sortRecords(records: readonly LedgerRecord[], nowMs: number): SortedRecords {
  const sessions: SessionRecord[] = [];
  const turns: TurnRecord[] = [];
  const recounts: RecountRecord[] = [];
  const limits: LimitRecord[] = [];
  const calls: CallRecord[] = [];
  const positions = new Map<string, number>();
  let last: CallRecord | undefined;
  let at = 0;
  const setAside: { call: CallRecord; reason: Implausibility }[] = [];
  for (const record of records) {
    if (record.kind === "session") sessions.push(record);
    else if (record.kind === "turn") {
      if (isInstant(record.atMs)) turns.push(record);
    } else if (record.kind === "recount") recounts.push(record);
    else if (record.kind === "limit") {
      if (isInstant(record.atMs) && !isFuture(record.atMs, nowMs)) limits.push(record);
    } else {
      const call = callWithinBounds(record);
      const reason = implausibilityOf(call, nowMs);
      if (reason !== undefined) {
        setAside.push({ call, reason });
        continue;
      }
      // Copies mostly follow each other.
      if (call.family !== last?.family || call.member !== last.member) {
        const key = `${call.family}\n${call.member}`;
        at = positions.get(key) ?? calls.length;
        positions.set(key, at);
      }
      const copy = calls[at];
      calls[at] = copy === undefined ? call : mergeCalls(copy, call);
      last = call;
    }
  }
  return { sessions, turns, recounts, limits, calls, setAside };
}
