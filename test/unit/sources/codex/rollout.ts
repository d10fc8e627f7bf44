import { mergeCalls } from "../../../../src/core/mergeCalls.ts";
import type { CallRecord, SessionRecord, TurnRecord, UsageRecord } from "../../../../src/core/usageRecord.ts";
import type { Parsed, ParserState } from "../../../../src/sources/source.ts";
import { codexParser } from "../../../../src/sources/codex/parse.ts";

export const THREAD = "019a0000-0000-7000-8000-000000000001";
export const PARENT = "019a0000-0000-7000-8000-0000000000aa";

/** A time stamp, `seconds` after the start of the rollouts made here. */
export function at(seconds: number): string {
  return new Date(Date.UTC(2026, 8, 1, 10) + seconds * 1000).toISOString();
}

export function line(seconds: number, type: string, payload: object, envelope: object = {}): string {
  return `${JSON.stringify({ timestamp: at(seconds), ...envelope, type, payload })}\n`;
}

export function meta(payload: object = {}, seconds = 0): string {
  return line(seconds, "session_meta", { id: THREAD, timestamp: at(seconds), ...payload });
}

export function turn(payload: object = {}, seconds = 0): string {
  return line(seconds, "turn_context", { model: "gpt-5.5", ...payload });
}

/** Input, cached, output, reasoning; the total follows from them. */
export type Use = readonly [input: number, cached: number, output: number, reasoning: number];

export function usage([input, cached, output, reasoning]: Use): object {
  return {
    input_tokens: input,
    cached_input_tokens: cached,
    output_tokens: output,
    reasoning_output_tokens: reasoning,
    total_tokens: input + output,
  };
}

export function count(seconds: number, last: Use | undefined, total: Use, envelope: object = {}): string {
  const info = {
    total_token_usage: usage(total),
    ...(last === undefined ? {} : { last_token_usage: usage(last) }),
    model_context_window: 272000,
  };
  return line(seconds, "event_msg", { type: "token_count", info, rate_limits: null }, envelope);
}

export function usageRecord(seconds: number, responseId: string, use: Use, payload: object = {}): string {
  return line(seconds, "token_usage_record", {
    thread_id: THREAD,
    session_id: THREAD,
    response_id: responseId,
    usage: usage(use),
    ...payload,
  });
}

export function parseRollout(text: string | Buffer, relativePath = "rollout.jsonl"): Parsed<ParserState> {
  return codexParser.parse(codexParser.start({ relativePath }), Buffer.from(text));
}

export function callsOf(text: string | Buffer, relativePath?: string): readonly CallRecord[] {
  return parseRollout(text, relativePath).records.filter((record) => record.kind === "call");
}

export function turnsOf(text: string): readonly TurnRecord[] {
  return parseRollout(text).records.filter((record) => record.kind === "turn");
}

export function sessionsOf(text: string): readonly SessionRecord[] {
  return parseRollout(text).records.filter((record) => record.kind === "session");
}

/** What a ledger keeps of records: one per call, and none that yields to a better account. */
export function keepCalls(records: readonly UsageRecord[]): readonly CallRecord[] {
  const kept = new Map<string, CallRecord>();
  for (const record of records) {
    if (record.kind !== "call") continue;
    const key = JSON.stringify([record.family, record.member]);
    const known = kept.get(key);
    kept.set(key, known === undefined ? record : mergeCalls(known, record));
  }
  const calls = [...kept.values()];
  const trusted = new Set(calls.filter((call) => call.member !== "").map((call) => call.family));
  return calls.filter((call) => call.yieldsTo === undefined || !trusted.has(call.yieldsTo));
}

/** Calls, fresh input, cache read and output over several files, each given by its content. */
export function countFiles(...texts: readonly string[]): readonly [number, number, number, number] {
  const calls = keepCalls(texts.flatMap((text, index) => parseRollout(text, `file-${index}.jsonl`).records));
  const sum = (pick: (call: CallRecord) => number): number => calls.reduce((total, call) => total + pick(call), 0);
  return [
    sum((call) => call.calls),
    sum((call) => call.tokens.freshInput),
    sum((call) => call.tokens.cacheRead),
    sum((call) => call.tokens.output),
  ];
}
