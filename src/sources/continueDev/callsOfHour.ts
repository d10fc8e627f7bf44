import type { CallRecord } from "../../core/usageRecord.ts";
import { NO_TOKENS } from "../../shared/tokenCounts.ts";
import { contentKey } from "../contentKey.ts";
import { isJsonObject, type JsonObject } from "../lines.ts";
import { newCall } from "../newCall.ts";

export interface LoggedCall {
  readonly atMs: number;
  readonly model: string;
  readonly prompt: number;
  readonly generated: number;
}

const HOUR_MS = 60 * 60 * 1000;

/**
 * Gives calls that have no id an identity which both places that tell of them arrive at: model, counts, hour, and which of
 * the calls that are alike in these it is. The two stamp a call some milliseconds apart, so a finer time would not do.
 */
export class CallsOfHour {
  /** How many calls of an hour have the same content. Of the two latest hours: a call may be logged after a later one. */
  readonly #hours: Map<number, Map<string, number>>;

  /** @param saved as `state` gave it */
  constructor(saved: unknown) {
    this.#hours = readHours(saved);
  }

  /** What is to be known of earlier calls when later ones are read. Plain JSON. */
  get state(): JsonObject {
    return Object.fromEntries([...this.#hours].map(([hour, counts]) => [hour, Object.fromEntries(counts)]));
  }

  /** A record of the call. Both places list the calls in the order in which they were made. */
  callOf({ atMs, model, prompt, generated }: LoggedCall): CallRecord {
    const hour = Math.floor(atMs / HOUR_MS);
    const content = contentKey(model, prompt, generated);
    const counts = this.#countsOf(hour);
    const ordinal = counts.get(content) ?? 0;
    counts.set(content, ordinal + 1);
    return newCall({
      family: familyOfDay(atMs),
      member: contentKey(content, hour, ordinal),
      atMs,
      model,
      tokens: { ...NO_TOKENS, freshInput: prompt, output: generated },
      quality: "estimate",
      sessionId: "",
    });
  }

  #countsOf(hour: number): Map<string, number> {
    let counts = this.#hours.get(hour);
    if (counts === undefined) {
      counts = new Map();
      this.#hours.set(hour, counts);
      if (this.#hours.size > 2) this.#hours.delete(Math.min(...this.#hours.keys()));
    }
    return counts;
  }
}

/** Family of all logged calls of a day (UTC), to which what is known of a session from its texts alone yields. */
export function familyOfDay(atMs: number): string {
  return `calls of ${new Date(atMs).toISOString().slice(0, 10)}`;
}

function readHours(saved: unknown): Map<number, Map<string, number>> {
  const hours = new Map<number, Map<string, number>>();
  if (!isJsonObject(saved)) return hours;
  for (const [hour, counts] of Object.entries(saved)) {
    if (!isJsonObject(counts)) continue;
    const read = Object.entries(counts).filter((entry): entry is [string, number] => typeof entry[1] === "number");
    hours.set(Number(hour), new Map(read));
  }
  return hours;
}
