import type { SkipReason, UsageRecord } from "../../core/usageRecord.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import { disjointTokens } from "../disjointTokens.ts";
import { Gathering } from "../gathering.ts";
import { isJsonObject, readCount, readText, type JsonObject } from "../lines.ts";
import { newCall } from "../newCall.ts";
import type { LineParser, Parsed } from "../source.ts";

type NoState = Record<string, never>;

/** Reads the traces of Copilot in Visual Studio: OTLP in its JSON encoding, one export of spans a line. */
export const visualStudioParser = { start: () => ({}), parse } satisfies LineParser<NoState>;

function parse(state: NoState, lines: Buffer): Parsed<NoState> {
  const gathering = new Gathering();
  gathering.takeLines(lines, (exported) => {
    for (const { span, toolVersion } of spansIn(exported)) readSpan(span, toolVersion, gathering);
    return undefined;
  });
  return gathering.behind(state);
}

interface FoundSpan {
  readonly span: JsonObject;
  readonly toolVersion: string | undefined;
}

function* spansIn(exported: JsonObject): Generator<FoundSpan, void, undefined> {
  for (const ofResource of objectsIn(exported["resourceSpans"])) {
    const resource = isJsonObject(ofResource["resource"]) ? ofResource["resource"] : {};
    const toolVersion = readText(attributesOf(resource).get("service.version"));
    for (const ofScope of objectsIn(ofResource["scopeSpans"])) {
      for (const span of objectsIn(ofScope["spans"])) yield { span, toolVersion };
    }
  }
}

function readSpan(span: JsonObject, toolVersion: string | undefined, gathering: Gathering): void {
  const attributes = attributesOf(span);
  const sessionId = readText(attributes.get("gen_ai.conversation.id")) ?? `trace:${String(span["traceId"])}`;
  switch (attributes.get("gen_ai.operation.name")) {
    case "chat":
      gathering.take(readChat(span, attributes, sessionId));
      break;
    case "invoke_agent": {
      // The sums of the calls below it; but it begins where a person has sent a message.
      const id = readText(attributes.get("copilot_chat.root_request_id"));
      const atMs = millisecondsOf(span["startTimeUnixNano"]);
      const isTyped =
        attributes.get("copilot_chat.initiator_type") === "user" && readText(span["parentSpanId"]) === undefined;
      if (isTyped && id !== undefined && atMs !== undefined) gathering.add({ kind: "turn", id, sessionId, atMs });
      gathering.add({ kind: "session", sessionId, parentId: undefined, toolVersion });
      break;
    }
    default:
  }
}

function readChat(
  span: JsonObject,
  attributes: ReadonlyMap<string, unknown>,
  sessionId: string,
): UsageRecord | SkipReason | undefined {
  const count = (name: string): number | undefined => readCount(attributes.get(`gen_ai.usage.${name}`));
  const prompt = count("input_tokens");
  const output = count("output_tokens");
  const cacheRead = count("cache_read.input_tokens");
  const cacheWrite = count("cache_creation.input_tokens");
  const reasoning = count("reasoning_tokens");
  if (prompt === undefined || output === undefined || cacheRead === undefined) return "wrong-type";
  if (cacheWrite === undefined || reasoning === undefined) return "wrong-type";
  const tokens = disjointTokens({ prompt, cacheRead, cacheWrite, output, reasoning: Math.min(reasoning, output) });
  if (totalTokens(tokens) === 0) return undefined;
  const spanId = readText(span["spanId"]);
  if (spanId === undefined) return "malformed";
  const atMs = millisecondsOf(span["startTimeUnixNano"]);
  if (atMs === undefined) return "no-time";
  const model = readText(attributes.get("gen_ai.response.model")) ?? readText(attributes.get("gen_ai.request.model"));
  return newCall({
    family: sessionId,
    member: spanId.toLowerCase(),
    atMs,
    model: model ?? "",
    tokens,
    quality: "exact-call",
    sessionId,
  });
}

/** Texts and numbers. Integers are written as texts, as they may have 64 bits. */
function attributesOf(holder: JsonObject): ReadonlyMap<string, unknown> {
  const attributes = new Map<string, unknown>();
  for (const { key, value } of objectsIn(holder["attributes"])) {
    if (typeof key !== "string" || !isJsonObject(value)) continue;
    const { stringValue, intValue, doubleValue } = value;
    attributes.set(key, stringValue ?? integerOf(intValue) ?? doubleValue);
  }
  return attributes;
}

function integerOf(value: unknown): unknown {
  return typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
}

function millisecondsOf(nanos: unknown): number | undefined {
  if (typeof nanos === "string" && /^[1-9]\d{0,19}$/.test(nanos)) return Number(BigInt(nanos) / 1_000_000n);
  return typeof nanos === "number" && nanos > 0 ? Math.floor(nanos / 1e6) : undefined;
}

function objectsIn(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
