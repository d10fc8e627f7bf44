import type { SQLInputValue } from "node:sqlite";
import { numbersRankOf } from "../../core/mergeCalls.ts";
import type { Mode } from "../../core/steering.ts";
import type { CallRecord, Quality, ServiceTier } from "../../core/usageRecord.ts";
import type { TokenCounts } from "../../shared/tokenCounts.ts";
import { numberIn, optionalNumberIn, optionalTextIn, textIn } from "./database.ts";
import type { IdentityKey } from "./identityKey.ts";

/** What of an event decides its part in the hourly sums. */
export interface StoredEvent {
  readonly source: number;
  readonly model: number;
  readonly session: number;
  readonly atMs: number;
  readonly tokens: TokenCounts;
  readonly calls: 0 | 1;
  readonly quality: Quality;
  readonly countedHere: boolean;
  readonly hidden: boolean;
  readonly mode: Mode;
  readonly costNanos: number | undefined;
}

const COLUMNS = [
  "family_key",
  "member_key",
  "context",
  "at_ms",
  "fresh_input",
  "cache_read",
  "cache_write_5m",
  "cache_write_1h",
  "output",
  "reasoning",
  "web_searches",
  "mode",
  "cost_nanos",
  "numbers_rank",
  "hidden",
  "yields_to",
  "reported_nanos",
  "alias",
] as const;

const PLACEHOLDERS = COLUMNS.map(() => "?").join(", ");

/** Adds an event unless one with its identity is there. */
export const INSERT_EVENT = `INSERT OR IGNORE INTO event (${COLUMNS.join(", ")}) VALUES (${PLACEHOLDERS})`;

export const REPLACE_EVENT = `UPDATE event SET (${COLUMNS.join(", ")}) = (${PLACEHOLDERS}) WHERE seq = ?`;

/** Events with the part of their context that the hourly sums need. */
export const SELECT_EVENT = `
  SELECT event.*, context.source, context.model, context.session, context.calls, context.quality,
    context.counted_here, context.parser_version
  FROM event JOIN context ON context.id = event.context`;

/** Events with all that a record needs to be made whole again, short of its identity. */
export const SELECT_CALL = `
  SELECT event.*, context.*, model.name AS model_name, session.name AS session_name, place.cwd, place.branch
  FROM event JOIN context ON context.id = event.context JOIN model ON model.id = context.model
  JOIN session ON session.id = context.session LEFT JOIN place ON place.id = context.place`;

/** Values for `INSERT_EVENT` and `REPLACE_EVENT`, in the order of the columns. */
export function valuesOf(
  call: CallRecord,
  key: IdentityKey,
  context: number,
  { mode, costNanos, hidden }: StoredEvent,
): SQLInputValue[] {
  const { tokens } = call;
  return [
    key.family,
    key.member,
    context,
    call.atMs,
    tokens.freshInput,
    tokens.cacheRead,
    tokens.cacheWrite5m,
    tokens.cacheWrite1h,
    tokens.output,
    tokens.reasoning,
    tokens.webSearches,
    mode,
    costNanos ?? null,
    numbersRankOf(call),
    hidden ? 1 : 0,
    call.yieldsTo ?? null,
    call.reportedNanos ?? null,
    call.alias ?? null,
  ];
}

export type EventRow = Readonly<Record<string, unknown>>;

/** The stored event of a row of `SELECT_EVENT` or `SELECT_CALL`. */
export function storedEventOf(row: EventRow): StoredEvent {
  return {
    source: numberIn(row, "source"),
    model: numberIn(row, "model"),
    session: numberIn(row, "session"),
    atMs: numberIn(row, "at_ms"),
    tokens: tokensOf(row),
    calls: numberIn(row, "calls") === 0 ? 0 : 1,
    // Written by Contexts alone.
    quality: textIn(row, "quality") as Quality,
    countedHere: numberIn(row, "counted_here") === 1,
    hidden: numberIn(row, "hidden") === 1,
    mode: numberIn(row, "mode") === 1 ? 1 : 0,
    costNanos: optionalNumberIn(row, "cost_nanos"),
  };
}

/** The record of a row of `SELECT_CALL`, as a parser would have given it, with the identity it was found by. */
export function callRecordOf(row: EventRow, { family, member }: Pick<CallRecord, "family" | "member">): CallRecord {
  const copyRank = numberIn(row, "copy_rank");
  const reportedNanos = optionalNumberIn(row, "reported_nanos");
  const alias = optionalTextIn(row, "alias");
  const call: { -readonly [Field in keyof CallRecord]: CallRecord[Field] } = {
    kind: "call",
    family,
    member,
    yieldsTo: optionalTextIn(row, "yields_to"),
    atMs: numberIn(row, "at_ms"),
    model: textIn(row, "model_name"),
    // Written by Contexts alone, as is the quality.
    serviceTier: textIn(row, "service_tier") as ServiceTier,
    usOnly: numberIn(row, "us_only") === 1,
    tokens: tokensOf(row),
    calls: numberIn(row, "calls") === 0 ? 0 : 1,
    quality: textIn(row, "quality") as Quality,
    sessionId: textIn(row, "session_name"),
    agentId: optionalTextIn(row, "agent"),
    copyRank: copyRank === 1 || copyRank === 2 ? copyRank : 0,
    ownerMs: numberIn(row, "owner_ms"),
    cwd: optionalTextIn(row, "cwd") || undefined,
    branch: optionalTextIn(row, "branch") || undefined,
  };
  call.numbersRank = numberIn(row, "numbers_rank");
  if (alias !== undefined) call.alias = alias;
  if (numberIn(row, "counted_here") === 1) call.countedHere = true;
  if (reportedNanos !== undefined) call.reportedNanos = reportedNanos;
  return call;
}

/** Counts of any row with the columns of `event`. */
export function tokensOf(row: EventRow): TokenCounts {
  return {
    freshInput: numberIn(row, "fresh_input"),
    cacheRead: numberIn(row, "cache_read"),
    cacheWrite5m: numberIn(row, "cache_write_5m"),
    cacheWrite1h: numberIn(row, "cache_write_1h"),
    output: numberIn(row, "output"),
    reasoning: numberIn(row, "reasoning"),
    webSearches: numberIn(row, "web_searches"),
  };
}
