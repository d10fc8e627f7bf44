import { mergeCalls } from "../../../../src/core/mergeCalls.ts";
import type { CallRecord, SkipCounts, TurnRecord, UsageRecord } from "../../../../src/core/usageRecord.ts";
import { claudeParser } from "../../../../src/sources/claudeCode/parse.ts";
import type { ParserState } from "../../../../src/sources/source.ts";

export type Fields = Record<string, unknown>;

export const SESSION = "5b7e0000-0000-4000-8000-000000000001";
export const USAGE = {
  input_tokens: 5,
  cache_creation_input_tokens: 1200,
  cache_read_input_tokens: 20_000,
  cache_creation: { ephemeral_5m_input_tokens: 200, ephemeral_1h_input_tokens: 1000 },
  output_tokens: 412,
  output_tokens_details: { thinking_tokens: 120 },
  server_tool_use: { web_search_requests: 0, web_fetch_requests: 0 },
  service_tier: "standard",
} as const;

/** Fields that every line of a session has, in the tool's order. */
const ENVELOPE = {
  parentUuid: "a0000000-0000-4000-8000-000000000000",
  isSidechain: false,
  userType: "external",
  cwd: "/home/ann/shop",
  sessionId: SESSION,
  version: "2.1.70",
  gitBranch: "main",
} as const;

/** A line with a call; `line`, `message` and `usage` replace or add fields. `undefined` takes a field away. */
export function callLine({
  line = {},
  message = {},
  usage = {},
}: { line?: Fields; message?: Fields; usage?: Fields } = {}): Fields {
  return {
    ...ENVELOPE,
    message: {
      model: "claude-opus-5",
      id: "msg_01Xyz",
      type: "message",
      role: "assistant",
      content: [{ type: "text", text: "done" }],
      stop_reason: null,
      stop_sequence: null,
      usage: { ...USAGE, ...usage },
      ...message,
    },
    requestId: "req_011Abc",
    type: "assistant",
    uuid: "b0000000-0000-4000-8000-000000000001",
    timestamp: "2026-09-12T08:15:30.123Z",
    ...line,
  };
}

export function userLine(content: unknown, line: Fields = {}): Fields {
  return {
    ...ENVELOPE,
    type: "user",
    message: { role: "user", content },
    uuid: "c0000000-0000-4000-8000-000000000001",
    timestamp: "2026-09-12T08:15:00.000Z",
    ...line,
  };
}

export interface ReadLog {
  readonly records: readonly UsageRecord[];
  /** Copies merged, as the ledger does with them. */
  readonly calls: readonly CallRecord[];
  readonly turns: readonly TurnRecord[];
  readonly skipped: SkipCounts;
  readonly state: ParserState;
}

/** What the parser makes of lines: objects are written as JSON, texts as they are. */
export function readLog(lines: readonly (Fields | string)[], relativePath = `p/${SESSION}.jsonl`): ReadLog {
  const text = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");
  return readBytes(Buffer.from(`${text}\n`), relativePath);
}

export function readBytes(bytes: Buffer, relativePath = `p/${SESSION}.jsonl`): ReadLog {
  const { records, skipped, state } = claudeParser.parse(claudeParser.start({ relativePath }), bytes);
  return {
    records,
    calls: merged(records.filter((record) => record.kind === "call")),
    turns: records.filter((record) => record.kind === "turn"),
    skipped,
    state,
  };
}

/** Calls in the order of their first copies, each merged from its copies. */
export function merged(copies: readonly CallRecord[]): readonly CallRecord[] {
  const calls = new Map<string, CallRecord>();
  for (const copy of copies) {
    const key = `${copy.family}\n${copy.member}`;
    const known = calls.get(key);
    calls.set(key, known === undefined ? copy : mergeCalls(known, copy));
  }
  return [...calls.values()];
}
