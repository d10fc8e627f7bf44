import type { CallRecord, SessionRecord, TurnRecord } from "../../../src/core/usageRecord.ts";
import { NO_TOKENS, type TokenCounts } from "../../../src/shared/tokenCounts.ts";

export const NOON_MS = Date.UTC(2026, 5, 15, 12);
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

type CallChanges = Partial<Omit<CallRecord, "tokens">> & { readonly tokens?: Partial<TokenCounts> };

/** A call of 1,000 tokens that cost something, but for the changes. */
export function makeCall({ tokens, ...changes }: CallChanges = {}): CallRecord {
  return {
    kind: "call",
    family: "call-1",
    member: "",
    yieldsTo: undefined,
    atMs: NOON_MS,
    model: "claude-opus-4-5",
    serviceTier: "standard",
    usOnly: false,
    tokens: { ...NO_TOKENS, freshInput: 900, output: 100, ...tokens },
    calls: 1,
    quality: "exact-call",
    sessionId: "session-1",
    agentId: undefined,
    copyRank: 0,
    ownerMs: 0,
    cwd: "/home/ann/shop",
    branch: "main",
    ...changes,
  };
}

export function makeTurn(changes: Partial<TurnRecord> = {}): TurnRecord {
  return { kind: "turn", id: "turn-1", sessionId: "session-1", atMs: NOON_MS, ...changes };
}

export function makeSession(changes: Partial<SessionRecord> = {}): SessionRecord {
  return { kind: "session", sessionId: "session-1", parentId: undefined, toolVersion: undefined, ...changes };
}
