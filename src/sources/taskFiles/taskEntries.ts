import type { Gathering } from "../gathering.ts";
import { readText, type JsonObject } from "../lines.ts";
import { readMs } from "../readMs.ts";
import { readRequestUsage, type RequestUsage } from "./requestUsage.ts";
import { sayOf } from "./taskMessages.ts";

/** A message that holds usage, or is the place where it will be filled in. */
export interface TaskEntry {
  readonly say: string;
  readonly atMs: number;
  readonly message: JsonObject;
  readonly usage: RequestUsage | undefined;
}

const STARTED = "api_req_started";
/** First versions left the request as it was and wrote its counts into a message of their own. */
const FINISHED = "api_req_finished";

/**
 * The requests of a task, in their order, with those other messages of it that hold usage.
 * @param others what messages with usage say besides `api_req_started`
 */
export function readTaskEntries(
  messages: readonly JsonObject[],
  gathering: Gathering,
  others: readonly string[] = [],
): readonly TaskEntry[] {
  const entries: TaskEntry[] = [];
  for (const message of messages) {
    const say = sayOf(message);
    if (say === undefined || (say !== STARTED && say !== FINISHED && !others.includes(say))) continue;
    const text = readText(message["text"]);
    const reading = text === undefined ? undefined : readRequestUsage(text);
    if (typeof reading === "string") gathering.skip(reading);
    const usage = typeof reading === "object" ? reading : undefined;
    if (say === FINISHED) fillIn(entries, usage);
    else {
      const atMs = readMs(message["ts"]);
      if (atMs !== undefined) entries.push({ say, atMs, message, usage });
      else if (usage !== undefined) gathering.skip("no-time");
    }
  }
  return entries;
}

function fillIn(entries: TaskEntry[], usage: RequestUsage | undefined): void {
  const open = entries.findLastIndex((entry) => entry.say === STARTED);
  const entry = entries[open];
  if (entry !== undefined && entry.usage === undefined) entries[open] = { ...entry, usage };
}
