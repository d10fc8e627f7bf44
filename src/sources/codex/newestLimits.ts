import type { LimitRecord } from "../../core/usageRecord.ts";
import { isJsonObject, parseObject, readInstant, readText, type JsonObject } from "../lines.ts";

/** Longer ones are no names. */
const MOST_LETTERS = 100;

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
/** A window of months is none. */
const MOST_MINUTES = 60 * 24 * 62;

/** A `token_count`: a parsed line, or the range `start <= i < end` of one that was not parsed. */
interface Count {
  readonly timestamp: string;
  readonly line: JsonObject | undefined;
  readonly start: number;
  readonly end: number;
}

/**
 * What the newest `token_count` of a piece of a log says of the provider's windows, for each limit by its id. Of lines that
 * need not be parsed for their calls only those are: a session says it with every call.
 */
export class NewestLimits {
  readonly #lines: Buffer;
  readonly #newest = new Map<string, Count>();

  constructor(lines: Buffer) {
    this.#lines = lines;
  }

  /** Takes a parsed line; passes over what tells no limits. */
  take(line: JsonObject): void {
    const limits = limitsIn(line);
    const timestamp = readText(line["timestamp"]);
    if (limits !== undefined && timestamp !== undefined)
      this.#note(idOf(limits), { timestamp, line, start: 0, end: 0 });
  }

  /** Takes a `token_count` that was not parsed, and tells limits of this id. */
  takeRange(id: string, timestamp: string, start: number, end: number): void {
    this.#note(nameOf(id), { timestamp, line: undefined, start, end });
  }

  records(): readonly LimitRecord[] {
    return [...this.#newest.values()].flatMap(({ line, start, end }) =>
      limitsOf(line ?? parseObject(this.#lines.toString("utf8", start, end))),
    );
  }

  #note(id: string, count: Count): void {
    // Written with a fixed number of digits, so that their order is that of their text.
    if (count.timestamp >= (this.#newest.get(id)?.timestamp ?? "")) this.#newest.set(id, count);
  }
}

function limitsIn(line: JsonObject | undefined): JsonObject | undefined {
  const payload = line?.["payload"];
  if (!isJsonObject(payload) || payload["type"] !== "token_count") return undefined;
  const limits = payload["rate_limits"];
  return isJsonObject(limits) ? limits : undefined;
}

function idOf(limits: JsonObject): string {
  return nameOf(limits["limit_id"]);
}

function nameOf(id: unknown): string {
  return typeof id === "string" && id.length <= MOST_LETTERS ? id : "";
}

function limitsOf(line: JsonObject | undefined): readonly LimitRecord[] {
  const limits = limitsIn(line);
  const atMs = readInstant(line?.["timestamp"]);
  if (limits === undefined || atMs === undefined) return [];
  return ["primary", "secondary"].flatMap((part) => {
    const limit = limits[part];
    return isJsonObject(limit) ? (limitOf(`${idOf(limits)} ${part}`, atMs, limit) ?? []) : [];
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
