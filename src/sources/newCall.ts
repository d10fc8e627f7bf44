import type { CallRecord } from "../core/usageRecord.ts";

type Told = Pick<CallRecord, "family" | "atMs" | "model" | "tokens" | "quality" | "sessionId">;

/** A call of which a record tells at least this; what else it does not tell is as in most calls of most tools. */
export function newCall(told: Told & Partial<CallRecord>): CallRecord {
  return {
    kind: "call",
    member: "",
    yieldsTo: undefined,
    serviceTier: "standard",
    usOnly: false,
    calls: 1,
    agentId: undefined,
    copyRank: 0,
    ownerMs: 0,
    cwd: undefined,
    branch: undefined,
    ...told,
  };
}
