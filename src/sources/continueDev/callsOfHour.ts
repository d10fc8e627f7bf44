import type { CallRecord } from "../../core/usageRecord.ts";
import { NO_TOKENS } from "../../shared/tokenCounts.ts";
import { contentKey } from "../contentKey.ts";
import { isJsonObject, type JsonObject } from "../lines.ts";
import { newCall } from "../newCall.ts";
import { Ordinals } from "../ordinals.ts";

export interface LoggedCall {
  readonly atMs: number;
  readonly model: string;
  readonly prompt: number;
  readonly generated: number;
}

const HOUR_MS = 60 * 60 * 1000;

/** Calls of an hour that are remembered to tell apart those that are alike: more than a person types completions. */
const MOST_CALLS = 5_000;

/**
 * Gives calls that have no id an identity which both places that tell of them arrive at: model, counts, hour, and which of
 * the calls that are alike in these it is. The two stamp a call some milliseconds apart, so a finer time would not do.
 */
export class CallsOfHour {
  /** How many calls of an hour have the same content. Of the two latest hours: a call may be logged after a later one. */
  readonly #hours: Map<number, Ordinals>;

  /** @param saved as `state` gave it */
  constructor(saved: unknown) {
    this.#hours = readHours(saved);
  }

  /** What is to be known of earlier calls when later ones are read. Plain JSON. */
  get state(): JsonObject {
    return Object.fromEntries([...this.#hours].map(([hour, counts]) => [hour, counts.state]));
  }

  /** A record of the call. Both places list the calls in the order in which they were made. */
  callOf({ atMs, model, prompt, generated }: LoggedCall): CallRecord {
    const hour = Math.floor(atMs / HOUR_MS);
    const content = contentKey(model, prompt, generated);
    const ordinal = this.#countsOf(hour).next(content);
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

  #countsOf(hour: number): Ordinals {
    let counts = this.#hours.get(hour);
    if (counts === undefined) {
      counts = new Ordinals({}, MOST_CALLS);
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

function readHours(saved: unknown): Map<number, Ordinals> {
  const hours = Object.entries(isJsonObject(saved) ? saved : {});
  return new Map(hours.map(([hour, counts]) => [Number(hour), new Ordinals(counts, MOST_CALLS)]));
}
