import { NO_TOKENS, type TokenCounts } from "../../../src/shared/tokenCounts.ts";
import {
  agentProgressLine,
  compactionLines,
  progressLine,
  promptLine,
  snapshotLine,
  summaryLine,
  syntheticLine,
  toolResultLine,
  turnDurationLine,
} from "./claudeLines.ts";
import {
  assistantLine,
  passTime,
  type Advisor,
  type ClaudeBlock,
  type ClaudeResponse,
  type ClaudeStyle,
  type ClaudeThread,
  type ToolName,
} from "./claudeThread.ts";
import { countCall } from "./homeTruth.ts";
import type { HomeWriter } from "./homeWriter.ts";
import type { LogBuffer } from "./logBuffer.ts";

const CONTEXT_LIMIT_TOKENS = 168_000;
const SHARED_TOKENS = 14_000;
const ADVISOR_MODEL = "claude-opus-4-6";

export interface ClaudeSessionPlan {
  readonly startMs: number;
  readonly untilMs: number;
  readonly calls: number;
  readonly model: string;
  /** Model of sub-agents. */
  readonly smallModel: string;
  readonly cwd: string;
  readonly branch: string;
  readonly style: ClaudeStyle;
  readonly firstContextTokens: number;
  /** Share of calls that start a sub-agent. */
  readonly agentShare: number;
  /** Share of prompts that come after a pause longer than caches live; none unless told. */
  readonly pauseShare?: number;
  /** Whether one prompt starts a run of all calls, with builds and tests between them. */
  readonly isLongRun?: boolean;
}

/** A session that was written, for those that copy from it. The log is valid until the next session. */
export interface WrittenClaudeSession {
  readonly thread: ClaudeThread;
  readonly path: string;
}

export function projectFolder(cwd: string): string {
  return `.claude/projects/${cwd.replaceAll(/[^a-zA-Z0-9]/gu, "-")}`;
}

/** Writes one session into the log, and its sub-agents into files of their own; adds every call to the truth. */
export function writeClaudeSession(
  writer: HomeWriter,
  log: LogBuffer,
  agentLog: LogBuffer,
  plan: ClaudeSessionPlan,
): WrittenClaudeSession {
  log.clear();
  const thread: ClaudeThread = {
    writer,
    log,
    style: plan.style,
    sessionId: writer.uuid(),
    agentId: undefined,
    cwd: plan.cwd,
    branch: plan.branch,
    untilMs: plan.untilMs,
    atMs: plan.startMs,
    parentUuid: undefined,
    contextTokens: plan.firstContextTokens,
  };
  if (writer.random.chance(0.3)) summaryLine(thread);
  converse(thread, plan, agentLog);
  return { thread, path: `${projectFolder(plan.cwd)}/${thread.sessionId}.jsonl` };
}

/** Goes on with a thread for as many calls as planned. */
export function converse(thread: ClaudeThread, plan: ClaudeSessionPlan, agentLog: LogBuffer): void {
  const { random } = thread.writer;
  let calls = plan.calls;
  while (calls > 0) {
    passTime(thread, random.int(20, 240));
    if (
      plan.pauseShare !== undefined &&
      thread.parentUuid !== undefined &&
      thread.agentId === undefined &&
      random.chance(plan.pauseShare)
    ) {
      passTime(thread, random.int(65, 140) * 60);
      thread.isCold = true;
    }
    promptLine(thread, thread.writer.textBytes(40, 500));
    if (random.chance(0.6)) snapshotLine(thread);
    const turn = plan.isLongRun === true ? calls : Math.min(calls, random.int(2, 14));
    for (let call = 1; call <= turn; call += 1) {
      const tool = call === turn ? undefined : pickTool(thread, plan);
      const response = respond(thread, plan.model, tool);
      if (tool !== undefined) answer(thread, plan, response.toolUseId, tool, agentLog);
      if (plan.isLongRun === true) passTime(thread, random.int(20, 120));
    }
    calls -= turn;
    if (random.chance(0.5)) turnDurationLine(thread);
    if (random.chance(0.02)) syntheticLine(thread);
    if (thread.contextTokens > CONTEXT_LIMIT_TOKENS) {
      compactionLines(thread, thread.contextTokens);
      thread.contextTokens = plan.firstContextTokens;
    }
  }
}

function pickTool(thread: ClaudeThread, plan: ClaudeSessionPlan): ToolName {
  const { random } = thread.writer;
  if (thread.agentId === undefined && random.chance(plan.agentShare)) return "Task";
  if (random.chance(0.01)) return "WebSearch";
  if (random.chance(0.005)) return "mcp__metrics__record";
  return random.pick(["Bash", "Bash", "Read", "Read", "Edit", "Grep"]);
}

function respond(thread: ClaudeThread, model: string, tool: ToolName | undefined): { toolUseId: string } {
  const { writer, style } = thread;
  const { random } = writer;
  passTime(thread, random.int(2, 25));
  const toolUseId = writer.apiId("toolu_01", 22);
  const blocks = pickBlocks(thread, tool, toolUseId);
  const response: ClaudeResponse = {
    messageId: writer.apiId("msg_01", 22),
    requestId: style.order === "sorted" ? undefined : writer.apiId("req_011C", 20),
    model,
    tokens: pickTokens(thread, blocks[0]?.type === "thinking"),
    advisor: style.detailed && random.chance(0.01) ? pickAdvisor(thread) : undefined,
  };
  countCall(writer.truth.claude, response.tokens);
  if (response.advisor !== undefined) countCall(writer.truth.claude, response.advisor.tokens);
  const placeholder = style.placeholders ? Math.min(random.int(1, 9), response.tokens.output) : response.tokens.output;
  blocks.forEach((block, at) => {
    assistantLine(thread, response, block, at === blocks.length - 1 ? response.tokens.output : placeholder);
  });
  if (random.chance(0.004)) sideQuestion(thread, response);
  return { toolUseId };
}

/** A question aside repeats the parent's message in a side chain under another request: still the same call. */
function sideQuestion(thread: ClaudeThread, response: ClaudeResponse): void {
  if (thread.agentId !== undefined || response.requestId === undefined || response.advisor !== undefined) return;
  const { writer } = thread;
  const aside: ClaudeThread = { ...thread, agentId: `a${writer.uuid().slice(0, 7)}` };
  const repeated = { ...response, requestId: writer.apiId("req_011C", 20) };
  assistantLine(aside, repeated, { type: "text", bytes: writer.textBytes(40, 200) }, response.tokens.output);
}

function pickBlocks(
  thread: ClaudeThread,
  tool: ToolName | undefined,
  toolUseId: string,
): readonly [ClaudeBlock, ...ClaudeBlock[]] {
  const { writer } = thread;
  const { random } = writer;
  const text: ClaudeBlock = { type: "text", bytes: writer.textBytes(80, tool === undefined ? 2500 : 400) };
  const last: ClaudeBlock =
    tool === undefined ? text : { type: "tool_use", toolUseId, tool, bytes: writer.textBytes(200, 4000) };
  const early: ClaudeBlock[] = [];
  if (random.chance(0.35)) {
    early.push({
      type: "thinking",
      bytes: writer.textBytes(200, 1500),
      signatureBytes: writer.textBytes(300, 1600),
    });
  }
  if (tool !== undefined && random.chance(0.5)) early.push(text);
  if (tool !== undefined && random.chance(0.1)) {
    early.push({ type: "tool_use", toolUseId: writer.apiId("toolu_01", 22), tool: "Read", bytes: 100 });
  }
  const [first, ...more] = [...early, last];
  return first === undefined ? [last] : [first, ...more];
}

function pickTokens(thread: ClaudeThread, isThinking: boolean): TokenCounts {
  const { random } = thread.writer;
  const { style } = thread;
  const isFirst = thread.parentUuid === undefined;
  const output = random.chance(0.05) ? random.int(3000, 16_000) : random.int(40, 1400);
  const written = isFirst ? random.int(8000, 20_000) : random.int(300, 6000);
  // Instructions and tools are the same in every session: another one has kept them warm.
  const cacheRead = thread.isCold === true ? Math.min(SHARED_TOKENS, thread.contextTokens) : thread.contextTokens;
  const lost = thread.contextTokens - cacheRead;
  thread.isCold = false;
  thread.contextTokens += written;
  const hour = style.hourWrites ? (random.chance(0.1) ? Math.floor(written / 2) : written + lost) : 0;
  return {
    freshInput: random.chance(0.9) ? random.int(1, 12) : random.int(12, 3000),
    cacheRead,
    cacheWrite5m: written + lost - hour,
    cacheWrite1h: hour,
    output,
    reasoning: isThinking && style.detailed ? Math.floor(output * 0.4) : 0,
    webSearches: 0,
  };
}

function pickAdvisor(thread: ClaudeThread): Advisor {
  const { random } = thread.writer;
  const tokens = { ...NO_TOKENS, freshInput: random.int(2000, 40_000), output: random.int(100, 900) };
  return { model: ADVISOR_MODEL, tokens: { ...tokens, cacheWrite5m: random.int(0, 3000) } };
}

function answer(
  thread: ClaudeThread,
  plan: ClaudeSessionPlan,
  toolUseId: string,
  tool: ToolName,
  agentLog: LogBuffer,
): void {
  const { writer } = thread;
  const { random } = writer;
  passTime(thread, random.int(1, 15));
  if (tool === "Bash" && random.chance(0.15)) progressLine(thread, toolUseId);
  if (tool === "Task") runAgent(thread, plan, toolUseId, agentLog);
  const searches = tool === "WebSearch" ? random.int(1, 4) : 0;
  writer.truth.claude.webSearches += searches;
  toolResultLine(thread, { toolUseId, tool, bytes: resultBytes(writer), searches });
}

/** Most results are small, a few are whole files, some are the output of a build. */
function resultBytes(writer: HomeWriter): number {
  const { random } = writer;
  if (random.chance(0.002)) return writer.textBytes(150_000, 500_000);
  if (random.chance(0.03)) return writer.textBytes(20_000, 70_000);
  if (random.chance(0.2)) return writer.textBytes(4000, 14_000);
  return writer.textBytes(80, 3000);
}

function runAgent(parent: ClaudeThread, plan: ClaudeSessionPlan, toolUseId: string, log: LogBuffer): void {
  const { writer } = parent;
  const { random } = writer;
  log.clear();
  const agentId = `a${writer.uuid().slice(0, 7)}`;
  const agent: ClaudeThread = { ...parent, log, agentId, parentUuid: undefined, contextTokens: 6000 };
  converse(agent, { ...plan, calls: random.int(3, 18), model: plan.smallModel }, log);
  parent.atMs = agent.atMs;
  const folder = `${projectFolder(plan.cwd)}/${parent.sessionId}/subagents`;
  writer.write(`${folder}/agent-${agentId}.jsonl`, log.content());
  writer.writeBeside(
    `${folder}/agent-${agentId}.meta.json`,
    `{"agentType":"explore","description":"look around","toolUseId":"${toolUseId}","spawnDepth":1}`,
  );
  const lines = log.firstLines(log.lines);
  if (random.chance(0.3)) {
    const assistant = lines.split("\n").find((line) => line.includes('"role":"assistant"'));
    if (assistant !== undefined) agentProgressLine(parent, agentId, toolUseId, assistant);
  }
  if (random.chance(0.1)) {
    const copyId = `a${writer.uuid().slice(0, 7)}`;
    writer.write(`${folder}/agent-${copyId}.jsonl`, Buffer.from(lines.replaceAll(agentId, copyId), "latin1"));
  }
}
