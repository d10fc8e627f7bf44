import type { LimitRecord } from "../../core/usageRecord.ts";
import { isJsonObject, parseObject, readInstant, type JsonObject } from "../lines.ts";

const NEWLINE = 10;
const LIMITS = '"rate_limits":{';
const LIMIT_ID = /^"limit_id":"([^"\\]{0,100})"/;
const HEAD_BYTES = 128;
const TIMESTAMP = /^\{"timestamp":"([^"\\]{1,40})"/;
/** Longer lines are no counts. */
const MOST_BYTES = 65_536;

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
/** A window of months is none. */
const MOST_MINUTES = 60 * 24 * 62;

interface Candidate {
  readonly timestamp: string;
  readonly start: number;
  readonly end: number;
}

/**
 * What the newest `token_count` of a piece of a log says of the provider's windows, for each limit by its id. All others are
 * passed over without being parsed: a session says it with every call.
 */
export function newestLimits(lines: Buffer): readonly LimitRecord[] {
  const newest = new Map<string, Candidate>();
  for (
    let found = lines.indexOf(LIMITS, 0, "latin1");
    found !== -1;
    found = lines.indexOf(LIMITS, found + LIMITS.length, "latin1")
  ) {
    const start = lines.lastIndexOf(NEWLINE, found) + 1;
    const newline = lines.indexOf(NEWLINE, found);
    const end = newline === -1 ? lines.length : newline;
    const id = LIMIT_ID.exec(head(lines, found + LIMITS.length))?.[1] ?? "";
    const timestamp = TIMESTAMP.exec(head(lines, start))?.[1];
    if (timestamp === undefined || end - start > MOST_BYTES) continue;
    // Written with a fixed number of digits, so that their order is that of their text.
    if (timestamp >= (newest.get(id)?.timestamp ?? "")) newest.set(id, { timestamp, start, end });
  }
  return [...newest].flatMap(([id, { start, end }]) => limitsOf(id, parseObject(lines.toString("utf8", start, end))));
}

function head(lines: Buffer, start: number): string {
  return lines.toString("latin1", start, Math.min(lines.length, start + HEAD_BYTES));
}

function limitsOf(id: string, line: JsonObject | undefined): readonly LimitRecord[] {
  const payload = line?.["payload"];
  const atMs = readInstant(line?.["timestamp"]);
  if (!isJsonObject(payload) || payload["type"] !== "token_count" || atMs === undefined) return [];
  const limits = payload["rate_limits"];
  if (!isJsonObject(limits)) return [];
  return ["primary", "secondary"].flatMap((part) => {
    const limit = limits[part];
    return isJsonObject(limit) ? (limitOf(`${id} ${part}`, atMs, limit) ?? []) : [];
  });
}

/** Older versions tell the seconds to the reset, newer ones its instant in seconds. */
function limitOf(window: string, atMs: number, limit: JsonObject): LimitRecord | undefined {
  const { used_percent: usedPercent, window_minutes: windowMinutes } = limit;
  if (!isAmount(usedPercent) || !isAmount(windowMinutes)) return undefined;
  if (windowMinutes === 0 || windowMinutes > MOST_MINUTES || !Number.isInteger(windowMinutes)) return undefined;
  return { kind: "limit", window, atMs, usedPercent, windowMinutes, resetsMs: resetsOf(limit, atMs, windowMinutes) };
}

function resetsOf(limit: JsonObject, atMs: number, windowMinutes: number): number | undefined {
  const at = limit["resets_at"];
  const inSeconds = limit["resets_in_seconds"];
  const resetsMs = isAmount(at) ? at * SECOND_MS : isAmount(inSeconds) ? atMs + inSeconds * SECOND_MS : undefined;
  // No window ends later than a whole one from now; a clock that is off a little is no reason to disbelieve it.
  const isPossible = resetsMs !== undefined && Math.abs(resetsMs - atMs) <= 2 * windowMinutes * MINUTE_MS;
  return isPossible ? Math.round(resetsMs) : undefined;
}

function isAmount(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
}
