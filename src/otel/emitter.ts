import type { CallRecord, SkipReason } from "../core/usageRecord.ts";
import type { SourceId } from "../sources/source.ts";
import type { LogEvent, MetricPoint, Span } from "./telemetry.ts";

/** A call, why one could not be read, or `undefined` for what is none of this emitter's calls. */
export type CallReading = CallRecord | SkipReason | undefined;

/** How one assistant tells of its calls. The first that knows a thing has read it. */
export interface Emitter {
  /** The assistant whose calls these are, the same as of its logs. */
  readonly sourceId: SourceId;
  readonly readLog?: (log: LogEvent) => CallReading;
  readonly readSpan?: (span: Span) => CallReading;
  /** Whether the tokens of a point are counted once by adding up all such points: only compared with the calls, never counted. */
  readonly countsTokens: (point: MetricPoint) => boolean;
}
