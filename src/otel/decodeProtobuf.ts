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
import { Garbage, WireReader } from "./wireReader.ts";

/**
 * What a request in the binary encoding of OTLP holds; `undefined` where it is not one. Numbers of fields are those of
 * opentelemetry-proto 1.x, which only ever adds some.
 */
export function decodeProtobuf(signal: Signal, body: Buffer): Telemetry | undefined {
  const logs: LogEvent[] = [];
  const spans: Span[] = [];
  const points: MetricPoint[] = [];
  try {
    forEachScope(new WireReader(body), (resource, scope, item) => {
      if (signal === "logs") logs.push(readLog(item, resource, scope));
      else if (signal === "traces") spans.push(readSpan(item, resource, scope));
      else readMetric(item, resource, scope, points);
    });
  } catch (error) {
    if (!(error instanceof Garbage)) throw error;
    return undefined;
  }
  return { logs, spans, points };
}

/** All three requests nest alike: resources, in them scopes, in them items. */
function forEachScope(
  request: WireReader,
  visit: (resource: Attributes, scope: string, item: WireReader) => void,
): void {
  while (request.next()) {
    if (request.field !== 1) continue;
    let resource: Attributes = new Map();
    // What an item needs to know may come behind it.
    const scopes: WireReader[] = [];
    for (const group = request.message(); group.next();) {
      if (group.field === 1) resource = readAttributes(group.message(), 1);
      else if (group.field === 2) scopes.push(group.message());
    }
    for (const group of scopes) visitScope(group, (scope, item) => visit(resource, scope, item));
  }
}

function visitScope(group: WireReader, visit: (scope: string, item: WireReader) => void): void {
  let name = "";
  const items: WireReader[] = [];
  while (group.next()) {
    if (group.field === 1) name = readName(group.message());
    else if (group.field === 2) items.push(group.message());
  }
  for (const item of items) visit(name, item);
}

function readName(scope: WireReader): string {
  let name = "";
  while (scope.next()) if (scope.field === 1) name = scope.text();
  return name;
}

function readLog(record: WireReader, resource: Attributes, scope: string): LogEvent {
  const attributes = new Map<string, AttributeValue>();
  let atMs: number | undefined;
  let observedMs: number | undefined;
  let name = "";
  let body: AttributeValue | undefined;
  while (record.next()) {
    if (record.field === 1) atMs = millisecondsOf(record.fixed64());
    else if (record.field === 5) body = readValue(record.message());
    else if (record.field === 6) readAttribute(record.message(), attributes);
    else if (record.field === 11) observedMs = millisecondsOf(record.fixed64());
    else if (record.field === 12) name = record.text();
  }
  return { resource, scope, attributes, name: eventName(name, attributes, body), atMs: atMs ?? observedMs };
}

function readSpan(span: WireReader, resource: Attributes, scope: string): Span {
  const attributes = new Map<string, AttributeValue>();
  let name = "";
  let traceId = "";
  let spanId = "";
  let startMs: number | undefined;
  let endMs: number | undefined;
  while (span.next()) {
    if (span.field === 1) traceId = span.hex();
    else if (span.field === 2) spanId = span.hex();
    else if (span.field === 5) name = span.text();
    else if (span.field === 7) startMs = millisecondsOf(span.fixed64());
    else if (span.field === 8) endMs = millisecondsOf(span.fixed64());
    else if (span.field === 9) readAttribute(span.message(), attributes);
  }
  return { resource, scope, attributes, name, traceId, spanId, startMs, endMs };
}

const SUM = 7;
const HISTOGRAM = 9;
const EXPONENTIAL_HISTOGRAM = 10;

function readMetric(metric: WireReader, resource: Attributes, scope: string, points: MetricPoint[]): void {
  let name = "";
  let kind = 0;
  let data: WireReader | undefined;
  while (metric.next()) {
    if (metric.field === 1) name = metric.text();
    else if (metric.field === SUM || metric.field === HISTOGRAM || metric.field === EXPONENTIAL_HISTOGRAM) {
      kind = metric.field;
      data = metric.message();
    }
  }
  if (data === undefined) return;
  let temporality: MetricPoint["temporality"] | undefined;
  const read: PointFields[] = [];
  while (data.next()) {
    if (data.field === 1) read.push(readPoint(data.message(), kind));
    else if (data.field === 2) temporality = temporalityOf(Number(data.unsigned()));
  }
  if (temporality === undefined) return;
  for (const point of read) points.push({ resource, scope, metric: name, temporality, ...point });
}

type PointFields = Pick<MetricPoint, "attributes" | "startedAt" | "value">;

function readPoint(point: WireReader, kind: number): PointFields {
  const attributes = new Map<string, AttributeValue>();
  const attributesField = kind === SUM ? 7 : kind === HISTOGRAM ? 9 : 1;
  let startedAt = "0";
  let value = 0;
  while (point.next()) {
    if (point.field === attributesField) readAttribute(point.message(), attributes);
    else if (point.field === 2) startedAt = String(point.fixed64());
    // A number point's own value; a histogram's sum.
    else if (kind === SUM && point.field === 4) value = point.double();
    else if (kind === SUM && point.field === 6) value = Number(point.signedFixed64());
    else if (kind !== SUM && point.field === 5) value = point.double();
  }
  return { attributes, startedAt, value };
}

function readAttributes(owner: WireReader, field: number): Attributes {
  const attributes = new Map<string, AttributeValue>();
  while (owner.next()) if (owner.field === field) readAttribute(owner.message(), attributes);
  return attributes;
}

function readAttribute(pair: WireReader, attributes: Map<string, AttributeValue>): void {
  let key = "";
  let value: AttributeValue | undefined;
  while (pair.next()) {
    if (pair.field === 1) key = pair.text();
    else if (pair.field === 2) value = readValue(pair.message());
  }
  if (value !== undefined) attributes.set(key, value);
}

function readValue(value: WireReader): AttributeValue | undefined {
  let read: AttributeValue | undefined;
  while (value.next()) {
    if (value.field === 1) read = value.text();
    else if (value.field === 2) read = value.unsigned() !== 0n;
    else if (value.field === 3) read = Number(value.signed());
    else if (value.field === 4) read = value.double();
  }
  return read;
}
