import type { Signal } from "./telemetry.ts";

/** The two encodings of OTLP over HTTP. Replies come in the one of their request. */
export type Encoding = "json" | "protobuf";

export const CONTENT_TYPES: Readonly<Record<Encoding, string>> = {
  json: "application/json",
  protobuf: "application/x-protobuf",
};

/** What is refused, as a status of HTTP, one of gRPC that the protocol asks for in the body, and the reason in words. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 405 | 413 | 415 | 429 | 503;
  readonly reason: string;
}

const GRPC_CODES: Readonly<Record<Refusal["status"], number>> = {
  400: 3,
  401: 16,
  403: 7,
  404: 5,
  405: 12,
  413: 3,
  415: 3,
  429: 8,
  503: 14,
};

const REJECTED_KEYS: Readonly<Record<Signal, string>> = {
  logs: "rejectedLogRecords",
  traces: "rejectedSpans",
  metrics: "rejectedDataPoints",
};

const REJECTED_REASON = "Counts or times of some calls cannot be read";

/** The answer to a request that was taken: empty, or how many of its items could not be. */
export function successBody(encoding: Encoding, signal: Signal, rejected: number): Buffer {
  if (encoding === "json") {
    const partial = { [REJECTED_KEYS[signal]]: String(rejected), errorMessage: REJECTED_REASON };
    return Buffer.from(JSON.stringify(rejected === 0 ? {} : { partialSuccess: partial }));
  }
  if (rejected === 0) return Buffer.alloc(0);
  return delimited(1, Buffer.concat([number(1, rejected), delimited(2, Buffer.from(REJECTED_REASON))]));
}

/** The answer to a request that was not taken. */
export function refusalBody(encoding: Encoding, { status, reason }: Refusal): Buffer {
  const code = GRPC_CODES[status];
  if (encoding === "json") return Buffer.from(JSON.stringify({ code, message: reason }));
  return Buffer.concat([number(1, code), delimited(2, Buffer.from(reason))]);
}

/** A field of a message in the wire format of Protocol Buffers. */
function number(field: number, value: number): Buffer {
  return Buffer.from([field * 8, ...varint(value)]);
}

function delimited(field: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([field * 8 + 2, ...varint(content.length)]), content]);
}

function varint(value: number): readonly number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
  return [...bytes, rest];
}
