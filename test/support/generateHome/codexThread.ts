import type { TokenCounts } from "../../../src/shared/tokenCounts.ts";
import { isoTime, type HomeWriter } from "./homeWriter.ts";
import type { LogBuffer } from "./logBuffer.ts";

/** How one version of the tool writes its usage. */
export interface CodexStyle {
  readonly version: string;
  /** Newer versions write a `token_usage_record` per response beside the running `token_count`. */
  readonly usageRecords: boolean;
}

/** Token counts as this tool writes them: the input contains what came from and went to the cache. */
export interface CodexUsage {
  readonly input: number;
  readonly cached: number;
  readonly cacheWrite: number;
  readonly output: number;
  readonly reasoning: number;
}

export interface CodexThread {
  readonly writer: HomeWriter;
  readonly log: LogBuffer;
  readonly style: CodexStyle;
  readonly sessionId: string;
  readonly startMs: number;
  readonly cwd: string;
  readonly branch: string;
  readonly model: string;
  readonly untilMs: number;
  atMs: number;
  turn: number;
  contextTokens: number;
  last: CodexUsage;
  total: CodexUsage;
}

export const NO_CODEX_USAGE: CodexUsage = { input: 0, cached: 0, cacheWrite: 0, output: 0, reasoning: 0 };

export function addCodexUsage(sum: CodexUsage, more: CodexUsage): CodexUsage {
  return {
    input: sum.input + more.input,
    cached: sum.cached + more.cached,
    cacheWrite: sum.cacheWrite + more.cacheWrite,
    output: sum.output + more.output,
    reasoning: sum.reasoning + more.reasoning,
  };
}

/** The disjoint counts of a call. The tool does not tell how long a cache write lives; the short life is the default. */
export function disjointTokens(usage: CodexUsage): TokenCounts {
  return {
    freshInput: usage.input - usage.cached - usage.cacheWrite,
    cacheRead: usage.cached,
    cacheWrite5m: usage.cacheWrite,
    cacheWrite1h: 0,
    output: usage.output,
    reasoning: usage.reasoning,
    webSearches: 0,
  };
}

/** Starts a line: envelope and type; the caller adds the payload and closes it. */
export function envelope(thread: CodexThread, type: string): LogBuffer {
  return thread.log.text(`{"timestamp":"${isoTime(thread.atMs)}","type":"${type}","payload":`);
}

export function sessionMetaLine(thread: CodexThread, forkedFromId: string | undefined): void {
  const forked = forkedFromId === undefined ? "" : `"forked_from_id":"${forkedFromId}",`;
  envelope(thread, "session_meta")
    .text(`{"id":"${thread.sessionId}",${forked}"timestamp":"${isoTime(thread.startMs)}","cwd":"${thread.cwd}",`)
    .text(
      `"originator":"codex_cli_rs","cli_version":"${thread.style.version}","source":"cli","model_provider":"openai",`,
    )
    .text('"base_instructions":{"text":"')
    .prose(thread.writer.textBytes(6000, 12_000))
    .text(`"},"git":{"commit_hash":"0123456789abcdef0123456789abcdef01234567","branch":"${thread.branch}"}}}`)
    .endLine();
}

/** What opens a turn: its settings and what the person typed. */
export function turnLines(thread: CodexThread): void {
  const { writer } = thread;
  thread.turn += 1;
  const turnId = `${thread.sessionId}-t${thread.turn}`;
  envelope(thread, "event_msg")
    .text(`{"type":"task_started","turn_id":"${turnId}","model_context_window":272000}}`)
    .endLine();
  envelope(thread, "turn_context")
    .text(`{"turn_id":"${turnId}","cwd":"${thread.cwd}","approval_policy":"on-request","sandbox_policy":`)
    .text(`{"type":"workspace-write"},"model":"${thread.model}","effort":"high","summary":"auto"}}`)
    .endLine();
  const bytes = writer.textBytes(40, 500);
  envelope(thread, "response_item").text('{"type":"message","role":"user","content":[{"type":"input_text","text":"');
  thread.log.prose(bytes).text('"}]}}').endLine();
  envelope(thread, "event_msg")
    .text('{"type":"user_message","message":"')
    .prose(bytes)
    .text('","images":null}}')
    .endLine();
}

export function toolLines(thread: CodexThread, outputBytes: number): void {
  const { writer } = thread;
  envelope(thread, "response_item")
    .text('{"type":"reasoning","summary":[],"content":null,"encrypted_content":"')
    .base64(writer.textBytes(900, 4000))
    .text('"}}')
    .endLine();
  const callId = writer.apiId("call_", 24);
  if (writer.random.chance(0.2)) {
    envelope(thread, "response_item").text('{"type":"custom_tool_call","status":"completed","call_id":"');
    thread.log
      .text(`${callId}","name":"apply_patch","input":"`)
      .prose(writer.textBytes(300, 5000))
      .text('"}}')
      .endLine();
  } else {
    envelope(thread, "response_item")
      .text('{"type":"function_call","name":"shell","arguments":"{\\"command\\":[\\"bash\\",\\"-lc\\",\\"')
      .plain(writer.textBytes(30, 300))
      .text(`\\"]}","call_id":"${callId}"}}`)
      .endLine();
  }
  envelope(thread, "response_item").text(`{"type":"function_call_output","call_id":"${callId}","output":"`);
  thread.log.prose(outputBytes).text('"}}').endLine();
}

export function messageLines(thread: CodexThread): void {
  const bytes = thread.writer.textBytes(100, 1500);
  envelope(thread, "response_item").text(
    '{"type":"message","role":"assistant","content":[{"type":"output_text","text":"',
  );
  thread.log.prose(bytes).text('"}]}}').endLine();
  envelope(thread, "event_msg").text('{"type":"agent_message","message":"').prose(bytes).text('"}}').endLine();
}

/** The running count after a call. Written again whenever the limits are told again. */
export function tokenCountLine(thread: CodexThread): void {
  envelope(thread, "event_msg")
    .text(`{"type":"token_count","info":{"total_token_usage":${usageJson(thread, thread.total)},`)
    .text(`"last_token_usage":${usageJson(thread, thread.last)},"model_context_window":272000},`)
    .text(`"rate_limits":${rateLimits(thread)}}}`)
    .endLine();
}

/** A word about the limits alone, without any usage. */
export function heartbeatLine(thread: CodexThread): void {
  envelope(thread, "event_msg")
    .text(`{"type":"token_count","info":null,"rate_limits":${rateLimits(thread)}}}`)
    .endLine();
}

export function usageRecordLine(thread: CodexThread): void {
  envelope(thread, "token_usage_record")
    .text(`${usageRecordJson(thread)}}`)
    .endLine();
}

/** The context was full: a summary, the history that replaces what was, and a copy of the latest usage. */
export function compactedLine(thread: CodexThread, latestRecord: string | undefined): void {
  envelope(thread, "compacted").text('{"message":"').prose(thread.writer.textBytes(2000, 6000));
  thread.log.text('","replacement_history":[{"type":"message","role":"user","content":[{"type":"input_text","text":"');
  thread.log.prose(thread.writer.textBytes(1000, 20_000)).text('"}]}]');
  if (latestRecord !== undefined) thread.log.text(`,"latest_token_usage_record":${latestRecord}`);
  thread.log.text("}}").endLine();
}

export function usageRecordJson(thread: CodexThread): string {
  return (
    `{"thread_id":"${thread.sessionId}","session_id":"${thread.sessionId}","turn_id":"${thread.sessionId}-t${thread.turn}",` +
    `"response_id":"${thread.writer.apiId("resp_", 28)}","usage":${usageJson(thread, thread.last)},` +
    `"turn_token_usage":${usageJson(thread, thread.last)},"thread_token_usage":${usageJson(thread, thread.total)}}`
  );
}

function usageJson(thread: CodexThread, usage: CodexUsage): string {
  const write = thread.style.usageRecords ? `"cache_write_input_tokens":${usage.cacheWrite},` : "";
  return (
    `{"input_tokens":${usage.input},"cached_input_tokens":${usage.cached},${write}"output_tokens":${usage.output},` +
    `"reasoning_output_tokens":${usage.reasoning},"total_tokens":${usage.input + usage.output}}`
  );
}

function rateLimits(thread: CodexThread): string {
  const resetsAt = Math.floor(thread.startMs / 1000) + 18_000;
  return (
    `{"limit_id":"codex","primary":{"used_percent":${thread.turn % 100}.0,"window_minutes":300,"resets_at":${resetsAt}},` +
    `"secondary":{"used_percent":12.0,"window_minutes":10080,"resets_at":${resetsAt + 500_000}},"plan_type":"plus"}`
  );
}
