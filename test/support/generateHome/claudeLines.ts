import { lineHead, lineTail, type ClaudeThread, type ToolName } from "./claudeThread.ts";
import { isoTime } from "./homeWriter.ts";

/** A message a person typed. */
export function promptLine(thread: ClaudeThread, bytes: number): void {
  thread.log.text(lineHead(thread, "user")).text('"message":{"role":"user","content":"').prose(bytes).text('"},');
  thread.log
    .text(lineTail(thread))
    .text(',"thinkingMetadata":{"level":"high","disabled":false,"triggers":[]},"todos":[]}');
  thread.log.endLine();
}

export interface ToolResult {
  readonly toolUseId: string;
  readonly tool: ToolName;
  readonly bytes: number;
  /** Web searches the tool made in calls of its own that are written nowhere else. */
  readonly searches: number;
}

/** What a tool answered: for the model, and once more with its parts for the user interface. */
export function toolResultLine(thread: ClaudeThread, result: ToolResult): void {
  const { log } = thread;
  const asked = thread.parentUuid ?? "";
  log.text(lineHead(thread, "user"));
  log.text(`"message":{"role":"user","content":[{"tool_use_id":"${result.toolUseId}","type":"tool_result","content":"`);
  log.prose(result.bytes).text('"}]},').text(lineTail(thread)).text(',"toolUseResult":');
  switch (result.tool) {
    case "Edit":
      log.text('{"filePath":"/home/ann/shop/src/cart.ts","oldString":"').prose(result.bytes / 6);
      log.text('","originalFile":"').prose(result.bytes).text('","structuredPatch":[],"userModified":false}');
      break;
    case "Read":
      log.text('{"type":"text","file":{"filePath":"/home/ann/shop/src/cart.ts","content":"').prose(result.bytes);
      log.text('","numLines":120,"startLine":1,"totalLines":120}}');
      break;
    case "Task":
      // The sub-agent's own file holds these calls; counting them here as well would count them twice.
      log.text('{"status":"completed","totalDurationMs":61000,"totalTokens":555555,"totalToolUseCount":7,"usage":');
      log.text(
        '{"input_tokens":5,"cache_read_input_tokens":555000,"cache_creation_input_tokens":500,"output_tokens":50}}',
      );
      break;
    case "WebSearch":
      log.text('{"query":"').prose(60).text('","results":[],"durationSeconds":3.2,');
      log.text(`"searchCount":${result.searches}}`);
      break;
    case "Bash":
    case "Grep":
    case "mcp__metrics__record":
      log
        .text('{"stdout":"')
        .prose(result.bytes * 0.7)
        .text('","stderr":"","interrupted":false,"isImage":false}');
  }
  log.text(`,"sourceToolAssistantUUID":"${asked}"}`).endLine();
}

/** Made on the machine for an error or a limit: carries a usage of zeros and is no call. */
export function syntheticLine(thread: ClaudeThread): void {
  thread.log
    .text(lineHead(thread))
    .text(`"type":"assistant",${lineTail(thread)},"message":{"id":"${thread.writer.uuid()}","model":"<synthetic>",`)
    .text(
      '"role":"assistant","stop_reason":"stop_sequence","stop_sequence":"","type":"message","usage":{"input_tokens":0,',
    )
    .text('"output_tokens":0,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"server_tool_use":null,')
    .text('"service_tier":null},"content":[{"type":"text","text":"')
    .prose(80)
    .text('"}]},"error":"rate_limit","isApiErrorMessage":true}')
    .endLine();
}

export function progressLine(thread: ClaudeThread, toolUseId: string): void {
  thread.log
    .text(lineHead(thread, "progress"))
    .text('"data":{"type":"bash_progress","output":"')
    .prose(thread.writer.textBytes(20, 200))
    .text(`","elapsedTimeSeconds":3,"totalLines":4},"toolUseID":"bash-progress-0","parentToolUseID":"${toolUseId}",`)
    .text(`${lineTail(thread)}}`)
    .endLine();
}

/** A copy of a sub-agent's line inside a line of its parent. */
export function agentProgressLine(thread: ClaudeThread, agentId: string, toolUseId: string, line: string): void {
  thread.log
    .text(lineHead(thread, "progress"))
    .text('"data":{"type":"agent_progress","message":')
    .text(line.trimEnd())
    .text(`,"agentId":"${agentId}"},"toolUseID":"agent_${toolUseId}","parentToolUseID":"${toolUseId}",`)
    .text(`${lineTail(thread)}}`)
    .endLine();
}

export function snapshotLine(thread: ClaudeThread): void {
  const id = thread.writer.uuid();
  thread.log
    .text(
      `{"type":"file-history-snapshot","messageId":"${id}","snapshot":{"messageId":"${id}","trackedFileBackups":{},`,
    )
    .text(`"timestamp":"${isoTime(thread.atMs)}"},"isSnapshotUpdate":false}`)
    .endLine();
}

export function summaryLine(thread: ClaudeThread): void {
  thread.log.text('{"type":"summary","summary":"').prose(50).text(`","leafUuid":"${thread.writer.uuid()}"}`).endLine();
}

export function turnDurationLine(thread: ClaudeThread): void {
  thread.log.text(lineHead(thread, "system")).text('"subtype":"turn_duration","durationMs":61200,');
  thread.log.text(`${lineTail(thread)},"isMeta":false}`).endLine();
}

/** The context was full: a boundary, and a summary that the model, not a person, is sent. */
export function compactionLines(thread: ClaudeThread, preTokens: number): void {
  thread.log
    .text(lineHead(thread, "system"))
    .text(`"subtype":"compact_boundary","content":"Conversation compacted","isMeta":false,${lineTail(thread)},`)
    .text(`"level":"info","compactMetadata":{"trigger":"auto","preTokens":${preTokens}}}`)
    .endLine();
  thread.log
    .text(lineHead(thread, "user"))
    .text('"message":{"role":"user","content":"')
    .prose(thread.writer.textBytes(4000, 9000))
    .text(`"},"isVisibleInTranscriptOnly":true,"isCompactSummary":true,${lineTail(thread)}}`)
    .endLine();
}
