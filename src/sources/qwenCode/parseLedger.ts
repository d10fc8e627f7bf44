import type { CallRecord, SkipReason } from "../../core/usageRecord.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import { Gathering } from "../gathering.ts";
import { readCount, readInstant, readText, type JsonObject } from "../lines.ts";
import { newCall } from "../newCall.ts";
import type { LineParser, Parsed } from "../source.ts";
import { ledgerFamily } from "./ledgerFamily.ts";
import { qwenTokens } from "./qwenTokens.ts";

type Nothing = Record<string, never>;

/** The only version of the ledger's records so far. */
const SCHEMA_VERSION = 1;

/** Reads the ledger in which Qwen Code notes every call it made. */
export const qwenLedgerParser = { start: () => ({}), parse } satisfies LineParser<Nothing>;

function parse(state: Nothing, lines: Buffer): Parsed<Nothing> {
  const gathering = new Gathering();
  gathering.takeLines(lines, readEntry);
  return gathering.behind(state);
}

function readEntry(line: JsonObject): CallRecord | SkipReason | undefined {
  if (line["schemaVersion"] !== SCHEMA_VERSION) return "unknown-format";
  const id = readText(line["id"]);
  const sessionId = readText(line["sessionId"]);
  const tokens = qwenTokens({
    prompt: readCount(line["inputTokens"]),
    candidates: readCount(line["outputTokens"]),
    thoughts: readCount(line["thoughtsTokens"]),
    cached: readCount(line["cachedTokens"]),
    total: line["totalTokens"],
  });
  if (id === undefined || sessionId === undefined || tokens === undefined) return "wrong-type";
  if (totalTokens(tokens) === 0) return undefined;
  const atMs = readInstant(line["timestamp"]);
  if (atMs === undefined) return "no-time";
  const model = readText(line["model"]) ?? "";
  const source = readText(line["source"]);
  return newCall({
    family: ledgerFamily(sessionId),
    member: id,
    atMs,
    model: model === "unknown" ? "" : model,
    tokens,
    quality: "exact-call",
    sessionId,
    agentId: source === "main" ? undefined : source,
  });
}
