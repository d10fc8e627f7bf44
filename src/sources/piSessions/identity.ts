import type { CallRecord } from "../../core/usageRecord.ts";
import type { TokenCounts } from "../../shared/tokenCounts.ts";
import { contentKey } from "../contentKey.ts";
import { readText, type JsonObject } from "../lines.ts";
import { readMoment } from "./readMoment.ts";
import type { SessionState } from "./sessionState.ts";

export interface Told {
  readonly atMs: number;
  readonly model: string;
  readonly tokens: TokenCounts;
}

type Identity = Pick<CallRecord, "family" | "member" | "yieldsTo">;

/**
 * Identity of a call that a message tells. A fork copies entries to the letter, so it holds no session: the member is the
 * provider's id of the response or the entry's, the family the moment the message was begun, as ids of entries are short and
 * some servers' ids of responses are not unique. A message of the first version of the format has no id, but gets one when
 * the file is migrated: it yields to any of the same moment and model that has one.
 */
export function identityOfMessage(state: SessionState, entry: JsonObject, message: JsonObject, told: Told): Identity {
  const name = readText(message["responseId"]) ?? readText(entry["id"]);
  const begunMs = readMoment(message["timestamp"]);
  const scope = begunMs === undefined ? untimed(state.sessionId) : `at:${begunMs}:${told.model}`;
  if (name === undefined) return { family: nameless(begunMs, told), member: "", yieldsTo: scope };
  const isCopy = begunMs === undefined && state.parentId !== null && isInherited(state, told.atMs);
  return { family: scope, member: name, yieldsTo: isCopy ? untimed(state.parentId ?? "") : undefined };
}

/** Identity of a call that an entry itself tells: a summary, or a call outside the conversation. */
export function identityOfEntry(entry: JsonObject, told: Told): Identity {
  const id = readText(entry["id"]);
  const scope = `entry:${told.atMs}`;
  if (id === undefined) return { family: nameless(undefined, told), member: "", yieldsTo: scope };
  return { family: scope, member: id, yieldsTo: undefined };
}

/** Whether a fork holds the entry as a copy: what a session did itself is no older than the session. */
export function isInherited(state: SessionState, atMs: number): boolean {
  return state.parentId !== null && state.startMs !== null && atMs < state.startMs;
}

/** Family of the messages of a session that do not tell when they were begun, as other writers leave them. */
function untimed(sessionId: string): string {
  return `in:${sessionId}`;
}

function nameless(begunMs: number | undefined, { atMs, model, tokens }: Told): string {
  const { freshInput, cacheRead, cacheWrite5m, cacheWrite1h, output } = tokens;
  return contentKey(begunMs, atMs, model, freshInput, cacheRead, cacheWrite5m, cacheWrite1h, output);
}
