import type { SQLInputValue } from "node:sqlite";
import { numbersRankOf } from "../../core/mergeCalls.ts";
import type { Mode } from "../../core/steering.ts";
import type { CallRecord, Quality, ServiceTier } from "../../core/usageRecord.ts";
import type { TokenCounts } from "../../shared/tokenCounts.ts";
import { numberIn, optionalNumberIn, optionalTextIn, textIn } from "./database.ts";
import { identityKey } from "./identityKey.ts";

/** A call as the ledger keeps it: names as numbers, and what the ledger has worked out. */
export interface StoredEvent {
  readonly source: number;
  readonly model: number;
  readonly session: number;
  readonly place: number | null;
  readonly atMs: number;
  readonly tokens: TokenCounts;
  readonly calls: 0 | 1;
  readonly quality: Quality;
  readonly hidden: boolean;
  readonly mode: Mode;
  readonly costNanos: number | undefined;
}

const COLUMNS = [
  "family_key",
  "member_key",
  "source",
  "family",
  "member",
  "yields_to",
  "hidden",
  "at_ms",
  "model",
  "service_tier",
  "us_only",
  "fresh_input",
  "cache_read",
  "cache_write_5m",
  "cache_write_1h",
  "output",
  "reasoning",
  "web_searches",
  "calls",
  "quality",
  "session",
  "agent",
  "copy_rank",
  "owner_ms",
  "numbers_rank",
  "place",
  "mode",
  "cost_nanos",
  "file",
  "parser_version",
] as const;

const PLACEHOLDERS = COLUMNS.map(() => "?").join(", ");

export const INSERT_EVENT = `INSERT INTO event (${COLUMNS.join(", ")}) VALUES (${PLACEHOLDERS})`;

export const REPLACE_EVENT = `UPDATE event SET (${COLUMNS.join(", ")}) = (${PLACEHOLDERS}) WHERE seq = ?`;

/** Events with the names that a record needs to be made whole again. */
export const SELECT_EVENT = `
  SELECT event.*, model.name AS model_name, session.name AS session_name, place.cwd AS cwd, place.branch AS branch
  FROM event JOIN model ON model.id = event.model JOIN session ON session.id = event.session
  LEFT JOIN place ON place.id = event.place`;

/** Values for `INSERT_EVENT` and `REPLACE_EVENT`, in the order of the columns. */
export function valuesOf(call: CallRecord, event: StoredEvent, file: number, parserVersion: number): SQLInputValue[] {
  const { tokens } = call;
  return [
    identityKey(call.family),
    identityKey(call.member),
    event.source,
    call.family,
    call.member,
    call.yieldsTo ?? null,
    event.hidden ? 1 : 0,
    call.atMs,
    event.model,
    call.serviceTier,
    call.usOnly ? 1 : 0,
    tokens.freshInput,
    tokens.cacheRead,
    tokens.cacheWrite5m,
    tokens.cacheWrite1h,
    tokens.output,
    tokens.reasoning,
    tokens.webSearches,
    call.calls,
    call.quality,
    event.session,
    call.agentId ?? null,
    call.copyRank,
    call.ownerMs,
    numbersRankOf(call),
    event.place,
    event.mode,
    event.costNanos ?? null,
    file,
    parserVersion,
  ];
}

export type EventRow = Readonly<Record<string, unknown>>;

/** The stored event of a row of `SELECT_EVENT`, or of any row with all columns of `event`. */
export function storedEventOf(row: EventRow): StoredEvent {
  return {
    source: numberIn(row, "source"),
    model: numberIn(row, "model"),
    session: numberIn(row, "session"),
    place: optionalNumberIn(row, "place") ?? null,
    atMs: numberIn(row, "at_ms"),
    tokens: tokensOf(row),
    calls: numberIn(row, "calls") === 0 ? 0 : 1,
    // Written by `valuesOf` alone.
    quality: textIn(row, "quality") as Quality,
    hidden: numberIn(row, "hidden") === 1,
    mode: numberIn(row, "mode") === 1 ? 1 : 0,
    costNanos: optionalNumberIn(row, "cost_nanos"),
  };
}

/** The record of a row of `SELECT_EVENT`, as a parser would have given it. */
export function callRecordOf(row: EventRow): CallRecord {
  const copyRank = numberIn(row, "copy_rank");
  return {
    kind: "call",
    family: textIn(row, "family"),
    member: textIn(row, "member"),
    yieldsTo: optionalTextIn(row, "yields_to"),
    atMs: numberIn(row, "at_ms"),
    model: textIn(row, "model_name"),
    // Written by `valuesOf` alone, as is the quality.
    serviceTier: textIn(row, "service_tier") as ServiceTier,
    usOnly: numberIn(row, "us_only") === 1,
    tokens: tokensOf(row),
    calls: numberIn(row, "calls") === 0 ? 0 : 1,
    quality: textIn(row, "quality") as Quality,
    sessionId: textIn(row, "session_name"),
    agentId: optionalTextIn(row, "agent"),
    copyRank: copyRank === 1 || copyRank === 2 ? copyRank : 0,
    ownerMs: numberIn(row, "owner_ms"),
    numbersRank: numberIn(row, "numbers_rank"),
    cwd: optionalTextIn(row, "cwd") || undefined,
    branch: optionalTextIn(row, "branch") || undefined,
  };
}

function tokensOf(row: EventRow): TokenCounts {
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
