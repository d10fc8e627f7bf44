import type { TokenCounts } from "../../../src/shared/tokenCounts.ts";
import type { HomeWriter } from "./homeWriter.ts";
import { isoTime } from "./homeWriter.ts";
import type { LogBuffer } from "./logBuffer.ts";

/** How one version of the tool writes its lines. */
export interface ClaudeStyle {
  readonly version: string;
  /** Where an assistant line has its `type`: behind the message (most versions), before it, or with sorted message keys. */
  readonly order: "type-last" | "type-first" | "sorted";
  /** Whether the early lines of a response hold a placeholder instead of the final output count. */
  readonly placeholders: boolean;
  /** Whether `speed`, `iterations` and the thinking share of the output are written. */
  readonly detailed: boolean;
  readonly hourWrites: boolean;
  /** A range of versions wrote 0 into the flat cache-write field beside a right split. */
  readonly flatWriteIsZero: boolean;
}

/** One conversation being written: a session, or a sub-agent within one. */
export interface ClaudeThread {
  readonly writer: HomeWriter;
  readonly log: LogBuffer;
  readonly style: ClaudeStyle;
  readonly sessionId: string;
  readonly agentId: string | undefined;
  readonly cwd: string;
  readonly branch: string;
  /** No line is later than this. */
  readonly untilMs: number;
  atMs: number;
  parentUuid: string | undefined;
  /** Prompt tokens that the next call finds in the cache. */
  contextTokens: number;
  /** Whether the cache has run out since the last call. */
  isCold?: boolean;
}

export interface Advisor {
  readonly model: string;
  readonly tokens: TokenCounts;
}

export interface ClaudeResponse {
  readonly messageId: string;
  readonly requestId: string | undefined;
  readonly model: string;
  readonly tokens: TokenCounts;
  readonly advisor: Advisor | undefined;
}

export type ClaudeBlock =
  | { readonly type: "thinking"; readonly bytes: number; readonly signatureBytes: number }
  | { readonly type: "text"; readonly bytes: number }
  | { readonly type: "tool_use"; readonly toolUseId: string; readonly tool: ToolName; readonly bytes: number };

export type ToolName = "Bash" | "Read" | "Edit" | "Grep" | "Task" | "WebSearch" | "mcp__metrics__record";

export function passTime(thread: ClaudeThread, seconds: number): void {
  thread.atMs = Math.min(thread.untilMs, thread.atMs + Math.round(seconds * 1000));
}

/** What every line of a thread starts with; `type` follows where it comes early. */
export function lineHead(thread: ClaudeThread, type?: string): string {
  const parent = thread.parentUuid === undefined ? "null" : `"${thread.parentUuid}"`;
  const agent = thread.agentId === undefined ? "" : `"agentId":"${thread.agentId}",`;
  const early = type === undefined ? "" : `"type":"${type}",`;
  return (
    `{"parentUuid":${parent},"isSidechain":${thread.agentId !== undefined},"userType":"external","cwd":"${thread.cwd}",` +
    `"sessionId":"${thread.sessionId}","version":"${thread.style.version}","gitBranch":"${thread.branch}",${agent}${early}`
  );
}

/** What every line of a thread ends with; the line becomes the parent of the next. */
export function lineTail(thread: ClaudeThread): string {
  const uuid = thread.writer.uuid();
  thread.parentUuid = uuid;
  return `"uuid":"${uuid}","timestamp":"${isoTime(thread.atMs)}"`;
}

/** Writes one line of a response: one content block, with the output count as far as it is known by then. */
export function assistantLine(
  thread: ClaudeThread,
  response: ClaudeResponse,
  block: ClaudeBlock,
  outputTokens: number,
): void {
  const { log, style } = thread;
  const request = response.requestId === undefined ? "" : `"requestId":"${response.requestId}",`;
  log.text(lineHead(thread, style.order === "type-first" ? "assistant" : undefined));
  if (style.order === "sorted") {
    log.text('"message":{"content":[');
    contentBlock(log, block);
    log.text(
      `],"id":"${response.messageId}","model":"${response.model}","role":"assistant","stop_reason":null,` +
        `"stop_sequence":null,"type":"message","usage":${usageJson(style, response, outputTokens)}},`,
    );
  } else {
    log.text(
      `"message":{"model":"${response.model}","id":"${response.messageId}","type":"message","role":"assistant","content":[`,
    );
    contentBlock(log, block);
    log.text(`],"stop_reason":null,"stop_sequence":null,"usage":${usageJson(style, response, outputTokens)}},`);
  }
  log
    .text(request)
    .text(style.order === "type-first" ? "" : '"type":"assistant",')
    .text(lineTail(thread));
  log.text("}").endLine();
}

function contentBlock(log: LogBuffer, block: ClaudeBlock): void {
  switch (block.type) {
    case "thinking":
      log.text('{"type":"thinking","thinking":"').prose(block.bytes).text('","signature":"');
      log.base64(block.signatureBytes).text('"}');
      return;
    case "text":
      log.text('{"type":"text","text":"').prose(block.bytes).text('"}');
      return;
    case "tool_use":
      log.text(`{"type":"tool_use","id":"${block.toolUseId}","name":"${block.tool}","input":{`);
      toolInput(log, block.tool, block.bytes);
      log.text("}}");
  }
}

function toolInput(log: LogBuffer, tool: ToolName, bytes: number): void {
  switch (tool) {
    case "Edit":
      log.text('"file_path":"/home/ann/shop/src/cart.ts","old_string":"').prose(bytes / 3);
      log.text('","new_string":"').prose((bytes * 2) / 3);
      log.text('"');
      return;
    case "Read":
      log.text('"file_path":"/home/ann/shop/src/cart.ts","limit":400');
      return;
    case "mcp__metrics__record":
      // A tool's own argument may look exactly like a billable line. It is not one.
      log.text('"type":"assistant","message":{"id":"msg_argument","model":"claude-opus-4-6","usage":');
      log.text('{"input_tokens":666666,"output_tokens":666666}},"requestId":"req_argument"');
      return;
    case "Task":
      log.text('"subagent_type":"explore","description":"look around","prompt":"').prose(bytes).text('"');
      return;
    case "Bash":
    case "Grep":
    case "WebSearch":
      log.text('"command":"').prose(Math.min(bytes, 400)).text('","description":"run it"');
  }
}

function usageJson(style: ClaudeStyle, response: ClaudeResponse, outputTokens: number): string {
  const { tokens } = response;
  const written = tokens.cacheWrite5m + tokens.cacheWrite1h;
  const flat = style.flatWriteIsZero ? 0 : written;
  const common =
    `"input_tokens":${tokens.freshInput},"cache_creation_input_tokens":${flat},` +
    `"cache_read_input_tokens":${tokens.cacheRead},"cache_creation":${splitJson(tokens)},"output_tokens":${outputTokens}`;
  if (style.order === "sorted") {
    return (
      `{"cache_creation":${splitJson(tokens)},"cache_creation_input_tokens":${flat},` +
      `"cache_read_input_tokens":${tokens.cacheRead},"inference_geo":"not_available",` +
      `"input_tokens":${tokens.freshInput},"output_tokens":${outputTokens}}`
    );
  }
  if (!style.detailed) return `{${common},"service_tier":"standard"}`;
  const isFinal = outputTokens === tokens.output;
  const thinking = isFinal ? tokens.reasoning : 0;
  const iterations = isFinal ? iterationsJson(response, common) : "[]";
  return (
    `{${common},"output_tokens_details":{"thinking_tokens":${thinking}},"server_tool_use":{"web_search_requests":0,` +
    `"web_fetch_requests":0},"service_tier":"standard","inference_geo":"not_available","iterations":${iterations},"speed":"standard"}`
  );
}

function splitJson(tokens: TokenCounts): string {
  return `{"ephemeral_5m_input_tokens":${tokens.cacheWrite5m},"ephemeral_1h_input_tokens":${tokens.cacheWrite1h}}`;
}

function iterationsJson(response: ClaudeResponse, common: string): string {
  const mirror = `{"type":"message",${common}}`;
  if (response.advisor === undefined) return `[${mirror}]`;
  const { model, tokens } = response.advisor;
  return (
    `[${mirror},{"type":"advisor_message","model":"${model}","input_tokens":${tokens.freshInput},` +
    `"output_tokens":${tokens.output},"cache_read_input_tokens":${tokens.cacheRead},` +
    `"cache_creation_input_tokens":${tokens.cacheWrite5m + tokens.cacheWrite1h},"cache_creation":${splitJson(tokens)}}]`
  );
}
