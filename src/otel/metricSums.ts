import type { Attributes } from "./attributes.ts";
import type { MetricPoint } from "./telemetry.ts";

/** Series come and go with sessions; past this many the oldest is forgotten. */
const MAX_SERIES = 10_000;

interface Series {
  readonly startedAt: string;
  readonly value: number;
}

/**
 * Adds up points of metrics from an instant on: what deltas add, and what cumulative values have grown by since they were
 * last told.
 */
export class MetricSums {
  readonly #sinceMs: number;
  readonly #series = new Map<string, Series>();

  constructor(sinceMs: number) {
    this.#sinceMs = sinceMs;
  }

  /** How much a point adds to the sum. The same cumulative value told again adds nothing. */
  add(point: MetricPoint): number {
    if (point.temporality === "delta") return point.value;
    const key = JSON.stringify([point.metric, point.scope, entriesOf(point.resource), entriesOf(point.attributes)]);
    const last = this.#series.get(key);
    this.#series.delete(key);
    this.#series.set(key, { startedAt: point.startedAt, value: point.value });
    if (this.#series.size > MAX_SERIES) this.#forgetOldest();
    // What was counted before is not known to have been told of otherwise.
    if (last === undefined) return startMsOf(point) < this.#sinceMs ? 0 : point.value;
    // Another start means that the emitter counts from nothing again; so does a value that fell.
    const isContinued = last.startedAt === point.startedAt && point.value >= last.value;
    return isContinued ? point.value - last.value : point.value;
  }

  #forgetOldest(): void {
    for (const key of this.#series.keys()) {
      this.#series.delete(key);
      return;
    }
  }
}

function entriesOf(attributes: Attributes): unknown {
  return [...attributes].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function startMsOf({ startedAt }: MetricPoint): number {
  return Number(startedAt) / 1e6;
}
