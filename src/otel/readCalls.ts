import type { CallRecord } from "../core/usageRecord.ts";
import type { SourceId } from "../sources/source.ts";
import type { CallReading, Emitter } from "./emitter.ts";
import type { Telemetry } from "./telemetry.ts";

export interface TelemetryReading {
  readonly calls: ReadonlyMap<SourceId, readonly CallRecord[]>;
  /** Things that tell of a call and cannot be read. */
  readonly rejected: number;
}

/** The calls that what was sent tells of, by assistant. What none of the emitters knows is passed over. */
export function readCalls({ logs, spans }: Telemetry, emitters: readonly Emitter[]): TelemetryReading {
  const calls = new Map<SourceId, CallRecord[]>();
  let rejected = 0;
  const take = ({ sourceId }: Emitter, reading: CallReading): void => {
    if (reading === undefined) return;
    if (typeof reading === "string") {
      rejected += 1;
      return;
    }
    const ofSource = calls.get(sourceId);
    if (ofSource === undefined) calls.set(sourceId, [reading]);
    else ofSource.push(reading);
  };
  for (const emitter of emitters) {
    const { readLog, readSpan } = emitter;
    if (readLog !== undefined) for (const log of logs) take(emitter, readLog(log));
    if (readSpan !== undefined) for (const span of spans) take(emitter, readSpan(span));
  }
  return { calls, rejected };
}
