import type { AttributeValue } from "../../../src/otel/attributes.ts";

type Values = Readonly<Record<string, AttributeValue>>;

/** Attributes as the JSON encoding writes them. */
export function attributes(values: Values): readonly object[] {
  return Object.entries(values).map(([key, value]) => ({ key, value: wrap(value) }));
}

function wrap(value: AttributeValue): object {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

interface Where {
  readonly service?: string;
  readonly scope?: string;
}

interface LogParts extends Where {
  readonly name: string;
  readonly atMs?: number;
}

/** A request with one log record per set of attributes. */
export function logsRequest(
  { name, atMs = 0, service = "", scope = "" }: LogParts,
  ...records: readonly Values[]
): object {
  const logRecords = records.map((values) => ({
    timeUnixNano: `${atMs}000000`,
    body: { stringValue: name },
    attributes: attributes(values),
  }));
  return { resourceLogs: [{ resource: resource(service), scopeLogs: [{ scope: { name: scope }, logRecords }] }] };
}

interface SpanParts extends Where {
  readonly name?: string;
  readonly endMs?: number;
}

/** A request with one span per set of attributes. */
export function tracesRequest(
  { name = "chat", endMs = 0, service = "", scope = "" }: SpanParts,
  ...records: readonly Values[]
): object {
  const spans = records.map((values, index) => ({
    traceId: "5B8EFFF798038103D269B633813FC60C",
    spanId: `EEE19B7EC3C1B17${index}`,
    name,
    endTimeUnixNano: `${endMs}000000`,
    attributes: attributes(values),
  }));
  return { resourceSpans: [{ resource: resource(service), scopeSpans: [{ scope: { name: scope }, spans }] }] };
}

function resource(service: string): object {
  return { attributes: attributes({ "service.name": service }) };
}

/** One request to Claude Code's model, as its event tells it. */
export function claudeRequest(id: string, atMs: number, values: Values = {}): object {
  return logsRequest(
    { name: "claude_code.api_request", atMs, service: "claude-code" },
    { "session.id": "s1", model: "claude-opus-4-5", input_tokens: 10, output_tokens: 100, request_id: id, ...values },
  );
}
