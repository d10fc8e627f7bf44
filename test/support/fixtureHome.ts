import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Calls of one invented person today, small enough to be added up by hand. */
export const FIXTURE_MODEL = "claude-opus-4-5";
export const FIXTURE_CODEX_MODEL = "gpt-5.2-codex";
/** 2 Claude Code calls of 41,000 tokens and one of Codex of 18,000. */
export const FIXTURE_TOKENS = 100_000;
/** Tokens of one call of `appendClaudeCall`. */
export const CLAUDE_CALL_TOKENS = 41_000;

const SESSION_ID = "11111111-2222-4333-8444-555555555555";
const CODEX_THREAD_ID = "01990000-1111-7222-8333-444444444444";

/** The first instant of the local day, or the given time before now, whichever is later: always today. */
function today(nowMs: number, beforeMs: number): Date {
  const midnightMs = new Date(nowMs).setHours(0, 0, 0, 0);
  return new Date(Math.max(midnightMs, nowMs - beforeMs));
}

function claudeLog(home: string): string {
  return join(home, ".claude", "projects", "-home-ada-shop", `${SESSION_ID}.jsonl`);
}

function claudeCall(callId: string, at: Date): string {
  const line = {
    type: "assistant",
    uuid: `uuid-${callId}`,
    parentUuid: null,
    sessionId: SESSION_ID,
    requestId: `req_${callId}`,
    timestamp: at.toISOString(),
    version: "2.1.231",
    cwd: "/home/ada/shop",
    isSidechain: false,
    userType: "external",
    message: {
      id: `msg_${callId}`,
      type: "message",
      role: "assistant",
      model: FIXTURE_MODEL,
      content: [{ type: "text", text: "Done." }],
      stop_reason: "end_turn",
      usage: {
        input_tokens: 1000,
        cache_creation_input_tokens: 3000,
        cache_read_input_tokens: 36_000,
        output_tokens: 1000,
        service_tier: "standard",
      },
    },
  };
  return `${JSON.stringify(line)}\n`;
}

/** Writes today's logs of both tools below a home folder. */
export function writeFixtureHome(home: string, nowMs: number): void {
  const prompt = {
    type: "user",
    uuid: "uuid-prompt",
    parentUuid: null,
    sessionId: SESSION_ID,
    timestamp: today(nowMs, 300_000).toISOString(),
    version: "2.1.231",
    cwd: "/home/ada/shop",
    isSidechain: false,
    userType: "external",
    message: { role: "user", content: "Please." },
  };
  const claude = [
    `${JSON.stringify(prompt)}\n`,
    claudeCall("first", today(nowMs, 240_000)),
    claudeCall("second", today(nowMs, 180_000)),
  ];
  writeLog(claudeLog(home), claude.join(""));
  const at = today(nowMs, 120_000);
  const day = at.toISOString().slice(0, 10).split("-");
  const name = `rollout-${at.toISOString().slice(0, 19).replaceAll(":", "-")}-${CODEX_THREAD_ID}.jsonl`;
  writeLog(join(home, ".codex", "sessions", ...day, name), codexLines(at));
}

function codexLines(at: Date): string {
  const usage = {
    input_tokens: 17_000,
    cached_input_tokens: 12_000,
    output_tokens: 1000,
    reasoning_output_tokens: 400,
    total_tokens: 18_000,
  };
  const payloads = [
    [
      "session_meta",
      { id: CODEX_THREAD_ID, timestamp: at.toISOString(), cwd: "/home/ada/shop", cli_version: "0.145.0" },
    ],
    ["turn_context", { cwd: "/home/ada/shop", model: FIXTURE_CODEX_MODEL, effort: "medium" }],
    ["event_msg", { type: "user_message", message: "Please." }],
    ["event_msg", { type: "token_count", info: { total_token_usage: usage, last_token_usage: usage } }],
  ] as const;
  return payloads
    .map(([type, payload]) => `${JSON.stringify({ timestamp: at.toISOString(), type, payload })}\n`)
    .join("");
}

/** Adds a call to the end of the Claude Code log, as the tool does while it works. */
export function appendClaudeCall(home: string, callId: string, nowMs: number): void {
  appendFileSync(claudeLog(home), claudeCall(callId, today(nowMs, 0)));
}

function writeLog(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

export interface FixtureHome {
  readonly home: string;
  dispose(): void;
}

/** A new home folder, filled unless told otherwise. */
export function makeFixtureHome({ isEmpty = false, nowMs = Date.now() } = {}): FixtureHome {
  const home = mkdtempSync(join(tmpdir(), "token-legend-home-"));
  if (!isEmpty) writeFixtureHome(home, nowMs);
  return { home, dispose: () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }) };
}
