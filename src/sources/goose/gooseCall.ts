import type { CallRecord, SkipReason } from "../../core/usageRecord.ts";
import { NO_TOKENS, TOKEN_FIELDS, type TokenCounts } from "../../shared/tokenCounts.ts";
import { contentKey } from "../contentKey.ts";
import { disjointTokens } from "../disjointTokens.ts";
import { readCount, readText } from "../lines.ts";
import type { StoreRow } from "../logStore.ts";
import { newCall } from "../newCall.ts";

/** Seconds until the year 2286; anything above are milliseconds, as some versions have them. */
const FIRST_MILLISECONDS = 10_000_000_000;

/** The columns of both tables under the same names. */
export const COUNT_NAMES = ["input", "output", "total", "cache_read", "cache_write"] as const;

/**
 * One row of the ledger: a response, or what the session had used before there was a ledger. Rows and sessions are numbered
 * in each database anew, so that what they say is part of their identity.
 */
export function callOfLedger(row: StoreRow): CallRecord | SkipReason | undefined {
  const member = contentKey(...["row", "at", "model", ...COUNT_NAMES].map((name) => String(row[name])));
  const isCarried = row["cost_source"] === "carried_forward";
  return callOf(row, { family: ledgerFamily(row), member }, instantOf(row["at"]), isCarried);
}

/** The running total of a session, for one that has no rows in the ledger. Dated by its beginning, which stays. */
export function callOfSession(row: StoreRow): CallRecord | SkipReason | undefined {
  const identity = { family: `total of ${ledgerFamily(row)}`, member: "", yieldsTo: ledgerFamily(row) };
  return callOf(row, identity, instantOf(row["created"]), true);
}

/** Family of the rows of a session in the ledger: what is known of the session otherwise yields to it. */
function ledgerFamily(row: StoreRow): string {
  return `${String(row["session"])} of ${String(row["created"])}`;
}

/** `YYYY-MM-DD HH:MM:SS` in UTC, as SQLite writes it, or a time with its zone, or seconds or milliseconds. */
export function instantOf(value: unknown): number | undefined {
  if (typeof value === "number") return value < FIRST_MILLISECONDS ? value * 1000 : value;
  if (typeof value !== "string") return undefined;
  const atMs = Date.parse(
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/.test(value) ? `${value.replace(" ", "T")}Z` : value,
  );
  return Number.isNaN(atMs) ? undefined : atMs;
}

function callOf(
  row: StoreRow,
  identity: Pick<CallRecord, "family" | "member"> & Partial<CallRecord>,
  atMs: number | undefined,
  isTotal: boolean,
): CallRecord | SkipReason | undefined {
  const tokens = tokensOf(row);
  if (tokens === undefined) return "wrong-type";
  const cost = row["cost"];
  const usd = typeof cost === "number" && Number.isFinite(cost) && cost > 0 ? cost : 0;
  if (usd === 0 && TOKEN_FIELDS.every((field) => tokens[field] === 0)) return undefined;
  if (atMs === undefined) return "no-time";
  const sessionId = String(row["session"]);
  const isChild = readText(row["parent"]) !== undefined;
  return newCall({
    ...identity,
    atMs,
    model: readText(row["model"]) ?? "",
    tokens,
    quality: isTotal ? "session-total" : "exact-call",
    sessionId,
    agentId: isChild ? sessionId : undefined,
    copyRank: isChild ? 1 : 0,
    cwd: readText(row["folder"]),
    ...(usd > 0 ? { reportedNanos: Math.round(usd * 1e9) } : {}),
  });
}

/** The whole prompt is in `input`, its cached part as well; a total that has the cache beside it tells otherwise. */
function tokensOf(row: StoreRow): TokenCounts | undefined {
  const [prompt, output, total, cacheRead, cacheWrite] = COUNT_NAMES.map((name) => readCount(row[name]));
  if (prompt === undefined || output === undefined || total === undefined) return undefined;
  if (cacheRead === undefined || cacheWrite === undefined) return undefined;
  const cached = cacheRead + cacheWrite;
  if (cached > 0 && total === prompt + output + cached) {
    return { ...NO_TOKENS, freshInput: prompt, cacheRead, cacheWrite5m: cacheWrite, output };
  }
  return disjointTokens({ prompt, cacheRead, cacheWrite, output });
}
