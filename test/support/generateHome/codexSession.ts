import {
  NO_CODEX_USAGE,
  addCodexUsage,
  compactedLine,
  disjointTokens,
  envelope,
  heartbeatLine,
  messageLines,
  sessionMetaLine,
  tokenCountLine,
  toolLines,
  turnLines,
  usageRecordJson,
  usageRecordLine,
  type CodexStyle,
  type CodexThread,
  type CodexUsage,
} from "./codexThread.ts";
import { countCall } from "./homeTruth.ts";
import { isoTime, type HomeWriter } from "./homeWriter.ts";
import type { LogBuffer } from "./logBuffer.ts";

const CONTEXT_LIMIT_TOKENS = 240_000;

export interface CodexSessionPlan {
  readonly startMs: number;
  readonly untilMs: number;
  readonly calls: number;
  readonly model: string;
  readonly cwd: string;
  readonly branch: string;
  readonly style: CodexStyle;
  readonly firstContextTokens: number;
}

/** Name of a session's log, without folder and ending. */
export function rolloutName(thread: CodexThread): string {
  return `rollout-${isoTime(thread.startMs).slice(0, 19).replaceAll(":", "-")}-${thread.sessionId}`;
}

/** Folder of a session's log: by the day it started. */
export function rolloutFolder(thread: CodexThread): string {
  return `.codex/sessions/${isoTime(thread.startMs).slice(0, 10).replaceAll("-", "/")}`;
}

/** Writes one session into the log and adds every call to the truth. */
export function writeCodexSession(writer: HomeWriter, log: LogBuffer, plan: CodexSessionPlan): CodexThread {
  log.clear();
  const thread = newThread(writer, log, plan);
  sessionMetaLine(thread, undefined);
  converse(thread, plan.calls);
  return thread;
}

/**
 * Writes a session that was forked from another: its own start, then a copy of the first lines of the other's history,
 * then calls of its own on top of the copied totals.
 */
export function writeCodexFork(
  writer: HomeWriter,
  log: LogBuffer,
  plan: CodexSessionPlan,
  parent: CodexThread,
  restamp: boolean,
): CodexThread {
  const history = parent.log.firstLines(parent.log.lines);
  log.clear();
  const thread = newThread(writer, log, plan);
  thread.total = parent.total;
  thread.last = parent.last;
  thread.contextTokens = parent.contextTokens;
  sessionMetaLine(thread, parent.sessionId);
  const stamp = `{"timestamp":"${isoTime(thread.startMs)}"`;
  log.addLines(restamp ? history.replaceAll(/^\{"timestamp":"[^"]*"/gmu, stamp) : history);
  converse(thread, plan.calls);
  return thread;
}

/**
 * Writes a session that was given up after its first call and, right after it, one that began the same way: the two first
 * calls have equal numbers and are still two calls.
 */
export function writeAbortedRestart(
  writer: HomeWriter,
  log: LogBuffer,
  plan: CodexSessionPlan,
): readonly CodexThread[] {
  const usage = pickUsage({ ...newThread(writer, log, plan) });
  const threads: CodexThread[] = [];
  for (const calls of [0, plan.calls]) {
    log.clear();
    const thread = newThread(writer, log, { ...plan, startMs: plan.startMs + threads.length * 60_000 });
    sessionMetaLine(thread, undefined);
    turnLines(thread);
    call(thread, usage);
    envelope(thread, "event_msg").text('{"type":"turn_aborted","reason":"interrupted"}}').endLine();
    converse(thread, calls);
    writer.write(`${rolloutFolder(thread)}/${rolloutName(thread)}.jsonl`, log.content());
    threads.push(thread);
  }
  return threads;
}

function newThread(writer: HomeWriter, log: LogBuffer, plan: CodexSessionPlan): CodexThread {
  return {
    writer,
    log,
    style: plan.style,
    sessionId: writer.uuid(),
    startMs: plan.startMs,
    cwd: plan.cwd,
    branch: plan.branch,
    model: plan.model,
    untilMs: plan.untilMs,
    atMs: plan.startMs,
    turn: 0,
    contextTokens: plan.firstContextTokens,
    last: NO_CODEX_USAGE,
    total: NO_CODEX_USAGE,
  };
}

function converse(thread: CodexThread, calls: number): void {
  const { random } = thread.writer;
  for (let left = calls; left > 0;) {
    passTime(thread, random.int(20, 240));
    turnLines(thread);
    const turn = Math.min(left, random.int(2, 14));
    for (let at = 1; at <= turn; at += 1) call(thread, pickUsage(thread));
    left -= turn;
    messageLines(thread);
    if (random.chance(0.3)) heartbeatLine(thread);
    if (thread.contextTokens > CONTEXT_LIMIT_TOKENS) {
      compactedLine(thread, thread.style.usageRecords ? usageRecordJson(thread) : undefined);
      thread.contextTokens = 12_000;
    }
  }
}

function call(thread: CodexThread, usage: CodexUsage): void {
  const { writer } = thread;
  passTime(thread, writer.random.int(3, 30));
  toolLines(thread, outputBytes(writer));
  thread.last = usage;
  thread.total = addCodexUsage(thread.total, usage);
  countCall(writer.truth.codex, disjointTokens(usage));
  if (thread.style.usageRecords) usageRecordLine(thread);
  tokenCountLine(thread);
  if (writer.random.chance(0.35)) tokenCountLine(thread);
}

function pickUsage(thread: CodexThread): CodexUsage {
  const { random } = thread.writer;
  const input = thread.contextTokens + random.int(100, 3000);
  const cached = thread.total.input === 0 ? 0 : Math.floor(thread.contextTokens * 0.96);
  const output = random.chance(0.05) ? random.int(2000, 9000) : random.int(30, 900);
  thread.contextTokens = input + output;
  const cacheWrite = thread.style.usageRecords && random.chance(0.2) ? Math.floor((input - cached) / 2) : 0;
  return { input, cached, cacheWrite, output, reasoning: random.chance(0.7) ? Math.floor(output * 0.45) : 0 };
}

function outputBytes(writer: HomeWriter): number {
  const { random } = writer;
  if (random.chance(0.001)) return writer.textBytes(100_000, 400_000);
  if (random.chance(0.1)) return writer.textBytes(15_000, 40_000);
  return writer.textBytes(200, 6000);
}

function passTime(thread: CodexThread, seconds: number): void {
  thread.atMs = Math.min(thread.untilMs, thread.atMs + Math.round(seconds * 1000));
}
