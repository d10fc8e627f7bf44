import type { Attributes, AttributeValue } from "./attributes.ts";

/** The three kinds of things an emitter sends, each to an address of its own. */
export type Signal = "logs" | "traces" | "metrics";

/** What all things sent have in common. */
interface Emitted {
  /** What the emitter says of itself, such as `service.name`. */
  readonly resource: Attributes;
  /** Name of the emitter's part that speaks. */
  readonly scope: string;
  readonly attributes: Attributes;
}

/** A log record, short of its text. */
export interface LogEvent extends Emitted {
  /** Name of the event, wherever the emitter puts it; empty where it has none. */
  readonly name: string;
  /** UTC instant in milliseconds. */
  readonly atMs: number | undefined;
}

export interface Span extends Emitted {
  readonly name: string;
  /** Hexadecimal, in lower case. */
  readonly traceId: string;
  readonly spanId: string;
  readonly startMs: number | undefined;
  readonly endMs: number | undefined;
}

/** One point of a sum or a histogram: what was added since the last point, or since the start. */
export interface MetricPoint extends Emitted {
  readonly metric: string;
  readonly temporality: "delta" | "cumulative";
  /** Nanoseconds, as text: only ever compared. */
  readonly startedAt: string;
  readonly value: number;
}

/** What one request holds, whichever way it was encoded. */
export interface Telemetry {
  readonly logs: readonly LogEvent[];
  readonly spans: readonly Span[];
  readonly points: readonly MetricPoint[];
}

const NANOS_PER_MS = 1_000_000n;

/** Milliseconds of a time in nanoseconds; 0 stands for not told. */
export function millisecondsOf(nanos: bigint): number | undefined {
  return nanos === 0n ? undefined : Number(nanos / NANOS_PER_MS);
}

/** Newer records have a field for it; older ones an attribute, or say it in their text. */
export function eventName(field: string, attributes: Attributes, body: AttributeValue | undefined): string {
  const attribute = attributes.get("event.name");
  if (field !== "") return field;
  if (typeof attribute === "string" && attribute !== "") return attribute;
  return typeof body === "string" ? body : "";
}

/** By its number in the protocol; what is not specified cannot be added up. */
export function temporalityOf(number: number): MetricPoint["temporality"] | undefined {
  if (number === 1) return "delta";
  return number === 2 ? "cumulative" : undefined;
}
