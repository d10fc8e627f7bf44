import { isJsonObject, type JsonObject } from "../sources/lines.ts";
import type { Attributes, AttributeValue } from "./attributes.ts";
import {
  eventName,
  millisecondsOf,
  temporalityOf,
  type LogEvent,
  type MetricPoint,
  type Signal,
  type Span,
  type Telemetry,
} from "./telemetry.ts";
import { Garbage } from "./wireReader.ts";

/** What a request in the JSON encoding of OTLP holds; `undefined` where it is not one. */
export function decodeJson(signal: Signal, body: Buffer): Telemetry | undefined {
  try {
    const request: unknown = JSON.parse(body.toString("utf8"));
    if (!isJsonObject(request)) return undefined;
    return decodeRequest(signal, request);
  } catch {
    // Not JSON, nested beyond all bounds, or of another shape: garbage of whichever kind is refused alike.
    return undefined;
  }
}

/** Which signal a request in JSON is of, for emitters that leave the path away; `undefined` where it does not show. */
export function signalOf(body: Buffer): Signal | undefined {
  const key = /^\s*\{\s*"(resourceLogs|resourceSpans|resourceMetrics)"/.exec(body.toString("utf8", 0, 64))?.[1];
  if (key === "resourceLogs") return "logs";
  if (key === "resourceSpans") return "traces";
  return key === "resourceMetrics" ? "metrics" : undefined;
}

const KEYS = {
  logs: ["resourceLogs", "scopeLogs", "logRecords"],
  traces: ["resourceSpans", "scopeSpans", "spans"],
  metrics: ["resourceMetrics", "scopeMetrics", "metrics"],
} as const;

function decodeRequest(signal: Signal, request: JsonObject): Telemetry {
  const [resources, scopes, items] = KEYS[signal];
  const logs: LogEvent[] = [];
  const spans: Span[] = [];
  const points: MetricPoint[] = [];
  for (const ofResource of objectsIn(request[resources])) {
    const resource = attributesIn(objectIn(ofResource["resource"])?.["attributes"]);
    for (const ofScope of objectsIn(ofResource[scopes])) {
      const scope = textIn(objectIn(ofScope["scope"])?.["name"]);
      for (const item of objectsIn(ofScope[items])) {
        if (signal === "logs") logs.push(readLog(item, resource, scope));
        else if (signal === "traces") spans.push(readSpan(item, resource, scope));
        else readMetric(item, resource, scope, points);
      }
    }
  }
  return { logs, spans, points };
}

function readLog(record: JsonObject, resource: Attributes, scope: string): LogEvent {
  const attributes = attributesIn(record["attributes"]);
  const body = record["body"];
  return {
    resource,
    scope,
    attributes,
    name: eventName(textIn(record["eventName"]), attributes, isJsonObject(body) ? valueIn(body) : undefined),
    atMs:
      millisecondsOf(integerIn(record["timeUnixNano"])) ?? millisecondsOf(integerIn(record["observedTimeUnixNano"])),
  };
}

function readSpan(span: JsonObject, resource: Attributes, scope: string): Span {
  return {
    resource,
    scope,
    attributes: attributesIn(span["attributes"]),
    name: textIn(span["name"]),
    traceId: textIn(span["traceId"]).toLowerCase(),
    spanId: textIn(span["spanId"]).toLowerCase(),
    startMs: millisecondsOf(integerIn(span["startTimeUnixNano"])),
    endMs: millisecondsOf(integerIn(span["endTimeUnixNano"])),
  };
}

function readMetric(metric: JsonObject, resource: Attributes, scope: string, points: MetricPoint[]): void {
  const data = objectIn(metric["sum"]) ?? objectIn(metric["histogram"]) ?? objectIn(metric["exponentialHistogram"]);
  if (data === undefined) return;
  const temporality = temporalityIn(data["aggregationTemporality"]);
  if (temporality === undefined) return;
  for (const point of objectsIn(data["dataPoints"])) {
    points.push({
      resource,
      scope,
      metric: textIn(metric["name"]),
      temporality,
      attributes: attributesIn(point["attributes"]),
      startedAt: String(integerIn(point["startTimeUnixNano"])),
      value: valueOfPoint(point),
    });
  }
}

/** By its number, or by its name as some encoders of Protocol Buffers write it. */
function temporalityIn(value: unknown): MetricPoint["temporality"] | undefined {
  if (value === "AGGREGATION_TEMPORALITY_DELTA") return "delta";
  if (value === "AGGREGATION_TEMPORALITY_CUMULATIVE") return "cumulative";
  return typeof value === "number" ? temporalityOf(value) : undefined;
}

function valueOfPoint(point: JsonObject): number {
  const { asInt, asDouble, sum } = point;
  if (asInt !== undefined) return Number(integerIn(asInt));
  const value = asDouble ?? sum ?? 0;
  if (typeof value !== "number") throw new Garbage("A value is no number");
  return value;
}

function attributesIn(value: unknown): Attributes {
  const attributes = new Map<string, AttributeValue>();
  for (const { key, value: wrapped } of objectsIn(value)) {
    const read = isJsonObject(wrapped) ? valueIn(wrapped) : undefined;
    if (typeof key === "string" && read !== undefined) attributes.set(key, read);
  }
  return attributes;
}

/** Integers are texts in this encoding, as they may have 64 bits; some emitters write them as numbers nevertheless. */
function valueIn(wrapped: JsonObject): AttributeValue | undefined {
  const { stringValue, boolValue, intValue, doubleValue } = wrapped;
  if (typeof stringValue === "string") return stringValue;
  if (typeof boolValue === "boolean") return boolValue;
  if (intValue !== undefined && intValue !== null) return Number(integerIn(intValue));
  return typeof doubleValue === "number" ? doubleValue : undefined;
}

function integerIn(value: unknown): bigint {
  if (value === undefined || value === null) return 0n;
  if (typeof value === "string" && /^-?\d{1,20}$/.test(value)) return BigInt(value);
  if (typeof value === "number" && Number.isInteger(value)) return BigInt(value);
  throw new Garbage("A value is no integer");
}

function textIn(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value !== "string") throw new Garbage("A value is no text");
  return value;
}

function objectIn(value: unknown): JsonObject | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isJsonObject(value)) throw new Garbage("A value is no object");
  return value;
}

function objectsIn(value: unknown): readonly JsonObject[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every(isJsonObject)) throw new Garbage("A value is no list of objects");
  return value;
}
