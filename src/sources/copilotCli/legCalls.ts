import type { CallRecord, SkipReason } from "../../core/usageRecord.ts";
import { NO_TOKENS, totalTokens, type TokenCounts } from "../../shared/tokenCounts.ts";
import { nanosOfNanoAiu } from "../aiCredits.ts";
import { disjointTokens } from "../disjointTokens.ts";
import { newCall } from "../newCall.ts";
import { NEW_LEG, type EventDraft, type Leg } from "./eventState.ts";
import { ownOf, readTotals, risenSince, type ModelTotals } from "./readTotals.ts";
import type { JsonObject } from "../lines.ts";

/** Messages of one call follow each other closely, though those of sub-agents may come between them. */
const REMEMBERED_CALLS = 64;

export interface Message {
  readonly id: string;
  /** Id of the call, where it is told. Its messages may repeat its output. */
  readonly callId: string;
  readonly model: string;
  readonly output: number;
  readonly atMs: number | undefined;
}

/**
 * Notes a message of the model. Answers what is known of its leg until its totals come, which have the same identity and
 * at least the same output, and so take its place.
 */
export function noteMessage(state: EventDraft, message: Message): CallRecord | undefined {
  const { leg } = state;
  const begun = leg.key === null ? { ...leg, key: message.id, atMs: message.atMs ?? null } : leg;
  const known = leg.recent.find(([call]) => call === message.callId)?.[1] ?? 0;
  const more = message.output - known;
  if (more <= 0) {
    state.leg = begun;
    return undefined;
  }
  const output = (ownOf(begun.outputs, message.model) ?? 0) + more;
  const others = leg.recent.filter(([call]) => call !== message.callId).slice(1 - REMEMBERED_CALLS);
  state.leg = {
    ...begun,
    atMs: begun.atMs ?? message.atMs ?? null,
    outputs: { ...begun.outputs, [message.model]: output },
    recent: [...others, [message.callId, message.output]],
  };
  const { key, atMs } = state.leg;
  if (key === null || atMs === null) return undefined;
  return legCall(state, key, atMs, message.model, { ...NO_TOKENS, output }, "estimate");
}

/** Calls of the leg that a `session.shutdown` ends. Totals that tell no tokens end none: the next ones may hold both. */
export function endLeg(
  state: EventDraft,
  data: JsonObject,
  id: string,
  atMs: number | undefined,
): readonly CallRecord[] | SkipReason {
  const now = readTotals(data, state.model ?? "");
  if (now === "wrong-type") return now;
  if (now === undefined) return [];
  const { leg } = state;
  const legMs = leg.atMs ?? atMs;
  if (legMs === undefined) return "no-time";
  const messages = Object.values(leg.outputs).reduce((sum, output) => sum + output, 0);
  const rises = withMessages(risenSince(state.totals, now, messages), leg);
  state.totals = now;
  state.leg = NEW_LEG;
  const calls: CallRecord[] = [];
  for (const [model, rise] of Object.entries(rises)) {
    const { prompt, output, cacheRead, cacheWrite } = rise;
    const reasoning = Math.min(rise.reasoning, output);
    const tokens = disjointTokens({ prompt, cacheRead, cacheWrite, output, reasoning });
    if (totalTokens(tokens) === 0) continue;
    const nanos = nanosOfNanoAiu(rise.nanoAiu, legMs);
    calls.push({
      ...legCall(state, leg.key ?? id, legMs, model, tokens, "session-total"),
      ...(nanos === undefined ? {} : { reportedNanos: nanos }),
    });
  }
  return calls;
}

/**
 * The totals beside what was already handed on from the leg's messages: never below the output of a model's own, and less
 * the output of messages whose model the totals do not name, so that the sum is that of the totals. It is taken off models
 * without messages first, as they are the likeliest to be the same under another name.
 */
function withMessages(rises: Readonly<Record<string, ModelTotals>>, leg: Leg): Readonly<Record<string, ModelTotals>> {
  let unnamed = 0;
  for (const [model, output] of Object.entries(leg.outputs)) if (ownOf(rises, model) === undefined) unnamed += output;
  const fitted: Record<string, ModelTotals> = {};
  const isHeard = (model: string): boolean => Object.hasOwn(leg.outputs, model);
  const sorted = Object.keys(rises).toSorted();
  for (const model of [...sorted.filter((each) => !isHeard(each)), ...sorted.filter(isHeard)]) {
    const rise = ownOf(rises, model);
    if (rise === undefined) continue;
    const least = ownOf(leg.outputs, model) ?? 0;
    const output = Math.max(rise.output - unnamed, least);
    unnamed -= Math.max(0, rise.output - output);
    fitted[model] = { ...rise, output };
  }
  return fitted;
}

function legCall(
  state: EventDraft,
  key: string,
  atMs: number,
  model: string,
  tokens: TokenCounts,
  quality: CallRecord["quality"],
): CallRecord {
  return newCall({
    family: `${state.sessionId}|leg`,
    member: `${key}|${model}`,
    yieldsTo: state.sessionId,
    atMs,
    model,
    tokens,
    quality,
    sessionId: state.sessionId,
    ownerMs: state.startMs,
    cwd: state.cwd ?? undefined,
    branch: state.branch ?? undefined,
  });
}
