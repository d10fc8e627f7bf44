import { zstdCompressSync } from "node:zlib";
import { writeClaudeSession, converse, projectFolder, type ClaudeSessionPlan } from "./claudeSession.ts";
import { promptLine } from "./claudeLines.ts";
import type { ClaudeStyle } from "./claudeThread.ts";
import {
  rolloutFolder,
  rolloutName,
  writeAbortedRestart,
  writeCodexFork,
  writeCodexSession,
  type CodexSessionPlan,
} from "./codexSession.ts";
import type { CodexStyle } from "./codexThread.ts";
import type { HomeTruth } from "./homeTruth.ts";
import { HomeWriter } from "./homeWriter.ts";
import type { LogBuffer } from "./logBuffer.ts";

const DAY_MS = 86_400_000;
/** Logs are compressed once they have been idle for a week. */
const COMPRESS_AFTER_MS = 7 * DAY_MS;

export interface HomeOptions {
  readonly folder: string;
  /** Bytes of logs to write at least; the last session may go over by its own size. */
  readonly bytes: number;
  readonly seed: number;
  readonly nowMs: number;
  /** Days before now that sessions start in. */
  readonly days: number;
  readonly projects: number;
  /** Share of the bytes that are Claude Code's; the rest is Codex's. */
  readonly claudeShare: number;
}

const CLAUDE_MODELS = ["claude-opus-4-6", "claude-opus-5", "claude-sonnet-5", "claude-sonnet-4-5-20250929"] as const;
const CODEX_MODELS = ["gpt-5.5", "gpt-5.4", "gpt-5.3-codex"] as const;

const CLAUDE_STYLE: ClaudeStyle = {
  version: "2.1.70",
  order: "type-last",
  placeholders: true,
  detailed: false,
  hourWrites: true,
  flatWriteIsZero: false,
};
const CLAUDE_STYLES: readonly [ClaudeStyle, ...ClaudeStyle[]] = [
  CLAUDE_STYLE,
  { ...CLAUDE_STYLE, version: "2.1.12", hourWrites: false },
  { ...CLAUDE_STYLE, version: "2.1.150", flatWriteIsZero: true },
  { ...CLAUDE_STYLE, version: "2.1.231", detailed: true, placeholders: false },
  { ...CLAUDE_STYLE, version: "2.1.270", detailed: true },
  { ...CLAUDE_STYLE, version: "2.1.271", detailed: true, order: "type-first" },
  { ...CLAUDE_STYLE, version: "2.1.33", order: "sorted", hourWrites: false },
];
const CODEX_STYLES: readonly [CodexStyle, ...CodexStyle[]] = [
  { version: "0.140.0", usageRecords: false },
  { version: "0.145.0", usageRecords: false },
  { version: "0.150.0", usageRecords: true },
];

/** Fills a folder with the logs of a home and tells what they truly come to. The same options give the same bytes. */
export function generateHome(options: HomeOptions): HomeTruth {
  const writer = new HomeWriter(options.folder, options.seed, 1);
  const claude = new ClaudeGenerator(writer, options);
  const codex = new CodexGenerator(writer, options);
  const claudeBytes = options.bytes * options.claudeShare;
  while (writer.truth.bytes < claudeBytes) claude.addSession();
  while (writer.truth.bytes < options.bytes) codex.addSession();
  return writer.truth;
}

function pickPlace(writer: HomeWriter, options: HomeOptions): { startMs: number; cwd: string; branch: string } {
  const { random } = writer;
  return {
    startMs: options.nowMs - Math.floor(random.next() * options.days * DAY_MS),
    cwd: `/home/ann/projects/shop-${random.int(1, options.projects)}`,
    branch: random.pick(["main", "feature/cart", "fix-rounding"]),
  };
}

class ClaudeGenerator {
  readonly #writer: HomeWriter;
  readonly #options: HomeOptions;
  readonly #log: LogBuffer;
  readonly #agentLog: LogBuffer;

  constructor(writer: HomeWriter, options: HomeOptions) {
    this.#writer = writer;
    this.#options = options;
    this.#log = writer.newLog();
    this.#agentLog = writer.newLog();
  }

  addSession(): void {
    const writer = this.#writer;
    const { random } = writer;
    const plan: ClaudeSessionPlan = {
      ...pickPlace(writer, this.#options),
      untilMs: this.#options.nowMs,
      calls: random.int(4, 180),
      model: random.pick(CLAUDE_MODELS),
      smallModel: "claude-haiku-4-5-20251001",
      style: random.pick(CLAUDE_STYLES),
      firstContextTokens: random.int(8000, 26_000),
      agentShare: 0.02,
    };
    const { thread, path } = writeClaudeSession(writer, this.#log, this.#agentLog, plan);
    const history = random.chance(0.1) ? this.#log.firstLines(random.int(1, this.#log.lines)) : undefined;
    if (random.chance(0.02)) this.#tearLastLine(plan);
    writer.write(path, this.#log.content());
    if (history === undefined) return;

    // Resumed or forked: the copied lines keep their ids and times; a fork's copies carry the new session's name.
    const copy = { ...thread, sessionId: writer.uuid() };
    const isFork = random.chance(0.5);
    this.#log.clear();
    this.#log.addLines(isFork ? history.replaceAll(thread.sessionId, copy.sessionId) : history);
    converse(copy, { ...plan, calls: random.int(1, 40) }, this.#agentLog);
    writer.write(`${projectFolder(plan.cwd)}/${copy.sessionId}.jsonl`, this.#log.content());
  }

  /** A crash in the middle of a line. The line holds no call, so that the truth needs no knowledge of the cut. */
  #tearLastLine(plan: ClaudeSessionPlan): void {
    const log = this.#log;
    const before = log.length;
    promptLine(
      {
        writer: this.#writer,
        log,
        style: plan.style,
        sessionId: this.#writer.uuid(),
        agentId: undefined,
        cwd: plan.cwd,
        branch: plan.branch,
        untilMs: plan.untilMs,
        atMs: plan.untilMs,
        parentUuid: undefined,
        contextTokens: 0,
      },
      200,
    );
    log.tear(this.#writer.random.int(1, log.length - before - 2));
  }
}

class CodexGenerator {
  readonly #writer: HomeWriter;
  readonly #options: HomeOptions;
  readonly #log: LogBuffer;
  readonly #forkLog: LogBuffer;

  constructor(writer: HomeWriter, options: HomeOptions) {
    this.#writer = writer;
    this.#options = options;
    this.#log = writer.newLog();
    this.#forkLog = writer.newLog();
  }

  addSession(): void {
    const writer = this.#writer;
    const { random } = writer;
    const plan: CodexSessionPlan = {
      ...pickPlace(writer, this.#options),
      untilMs: this.#options.nowMs,
      calls: random.int(3, 140),
      model: random.pick(CODEX_MODELS),
      style: random.pick(CODEX_STYLES),
      firstContextTokens: random.int(7000, 14_000),
    };
    if (random.chance(0.05)) {
      writeAbortedRestart(writer, this.#log, plan);
      return;
    }
    const thread = writeCodexSession(writer, this.#log, plan);
    this.#save(rolloutFolder(thread), rolloutName(thread), plan.startMs);
    if (!random.chance(0.12)) return;
    const forkPlan = { ...plan, startMs: thread.atMs, calls: random.int(1, 40) };
    const fork = writeCodexFork(writer, this.#forkLog, forkPlan, thread, random.chance(0.7));
    writer.write(`${rolloutFolder(fork)}/${rolloutName(fork)}.jsonl`, this.#forkLog.content());
  }

  #save(folder: string, name: string, startMs: number): void {
    const writer = this.#writer;
    const content = this.#log.content();
    const isOld = startMs < this.#options.nowMs - COMPRESS_AFTER_MS;
    const fate = writer.random.next();
    if (fate < 0.06 && isOld) writer.write(`${folder}/${name}.jsonl.zst`, zstdCompressSync(content));
    else if (fate < 0.1) writer.write(`.codex/archived_sessions/${name}.jsonl`, content);
    else writer.write(`${folder}/${name}.jsonl`, content);
    if (fate >= 0.1 && fate < 0.15) writer.write(`.codex/archived_sessions/${name}.jsonl`, content);
  }
}
