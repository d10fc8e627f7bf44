import type { CallRecord, Quality, ServiceTier } from "../core/usageRecord.ts";
import { TOKEN_FIELDS, type TokenCounts } from "../shared/tokenCounts.ts";
import { Gathering } from "../sources/gathering.ts";
import { forEachLine, isJsonObject, parseObject, readCount, readText, type JsonObject } from "../sources/lines.ts";
import { newCall } from "../sources/newCall.ts";
import type { LineFormat } from "../sources/source.ts";

/** Files of received calls end in this, which no assistant's own log does. */
export const SPOOL_EXTENSION = ".calls";

/** Id of the format: the ledger tells by it what is no record of the assistant's own. */
export const SPOOL_FORMAT_ID = "telemetry";

/** Raised when the form of a line changes in a way that older readers misunderstand. */
const VERSION = 1;

const QUALITIES: readonly Quality[] = ["exact-call", "exact-turn", "session-total", "estimate"];
const TIERS: readonly ServiceTier[] = ["standard", "fast", "ultrafast", "priority", "flex", "batch"];

/** Calls as lines of a spool. */
export function spoolLines(calls: readonly CallRecord[]): string {
  return calls.map((call) => `${JSON.stringify({ v: VERSION, ...call })}\n`).join("");
}

/** Received calls, which the worker has written down before it acknowledged them. */
export const spoolFormat: LineFormat = {
  kind: "lines",
  id: SPOOL_FORMAT_ID,
  description: "Calls received as OpenTelemetry, where the receiver is turned on",
  places: ["otel beside the ledger"],
  quality: "exact-call",
  isLog: (relativePath) => relativePath.endsWith(SPOOL_EXTENSION),
  parser: {
    start: () => ({}),
    parse: (state, lines) => {
      const gathering = new Gathering();
      forEachLine(lines, (start, end) => {
        const line = parseObject(lines.toString("utf8", start, end));
        if (line === undefined) gathering.skip("malformed");
        else if (line["v"] !== VERSION) gathering.skip("unknown-format");
        else gathering.take(readCall(line) ?? "wrong-type");
      });
      return { state, records: gathering.records, skipped: gathering.skipped };
    },
  },
};

function readCall(line: JsonObject): CallRecord | undefined {
  const { family, member, yieldsTo, atMs, model, sessionId, reportedNanos } = line;
  const tokens = readTokens(line["tokens"]);
  const quality = QUALITIES.find((each) => each === line["quality"]);
  if (
    tokens === undefined ||
    quality === undefined ||
    typeof family !== "string" ||
    typeof member !== "string" ||
    typeof atMs !== "number" ||
    typeof model !== "string" ||
    typeof sessionId !== "string"
  ) {
    return undefined;
  }
  return newCall({
    family,
    member,
    yieldsTo: readText(yieldsTo),
    atMs,
    model,
    serviceTier: TIERS.find((each) => each === line["serviceTier"]) ?? "standard",
    tokens,
    quality,
    ...(typeof reportedNanos === "number" ? { reportedNanos } : {}),
    sessionId,
    agentId: readText(line["agentId"]),
  });
}

function readTokens(value: unknown): TokenCounts | undefined {
  if (!isJsonObject(value)) return undefined;
  const counts: Partial<Record<keyof TokenCounts, number>> = {};
  for (const field of TOKEN_FIELDS) {
    const count = readCount(value[field]);
    if (count === undefined) return undefined;
    counts[field] = count;
  }
  // Every field has just been set.
  return counts as TokenCounts;
}
