import type { CallRecord, UsageRecord } from "../../../../src/core/usageRecord.ts";
import { qwenCode } from "../../../../src/sources/qwenCode/source.ts";
import { formatOf } from "../../../support/readFormat.ts";

export const LEDGER = formatOf(qwenCode, "usage-ledger", "lines");
export const TRANSCRIPT = formatOf(qwenCode, "transcript", "lines");
export const DOCUMENT = formatOf(qwenCode, "chat-document", "document");

export const CHAT = { relativePath: "-home-ann-shop/chats/s1.jsonl" };

/** 9,000 sent, 8,000 of them cached, and 300 answered with 50 of thoughts among them. */
export function entry(id: string, more: object = {}): object {
  return {
    schemaVersion: 1,
    id,
    timestamp: "2026-08-10T09:00:00.000Z",
    sessionId: "s1",
    model: "qwen3-coder-plus",
    authType: "openai",
    source: "main",
    inputTokens: 9_000,
    outputTokens: 300,
    cachedTokens: 8_000,
    thoughtsTokens: 50,
    totalTokens: 9_300,
    apiDurationMs: 2_100,
    localDate: "2026-08-10",
    localMonth: "2026-08",
    ...more,
  };
}

export const USAGE = {
  promptTokenCount: 9_000,
  candidatesTokenCount: 300,
  thoughtsTokenCount: 50,
  cachedContentTokenCount: 8_000,
  totalTokenCount: 9_300,
};

function line(uuid: string, more: object): object {
  return {
    uuid,
    parentUuid: null,
    sessionId: "s1",
    timestamp: "2026-08-10T09:00:00.000Z",
    cwd: "/home/ann/shop",
    version: "0.21.0",
    gitBranch: "main",
    ...more,
  };
}

export function answer(uuid: string, more: object = {}): object {
  return line(uuid, { type: "assistant", model: "qwen3-coder-plus", usageMetadata: USAGE, ...more });
}

export function prompt(uuid: string, more: object = {}): object {
  return line(uuid, { type: "user", message: { role: "user", parts: [{ text: "Add a test." }] }, ...more });
}

/** The calls that count, by the rule of `yieldsTo`. */
export function countingCalls(...logs: readonly (readonly UsageRecord[])[]): readonly CallRecord[] {
  const calls = logs.flat().filter((record) => record.kind === "call");
  const better = new Set(calls.filter((call) => call.member !== "").map((call) => call.family));
  return calls.filter((call) => call.yieldsTo === undefined || !better.has(call.yieldsTo));
}
