// Usage: node scripts/sampleHome.ts DIR
// Fills a folder with the logs of an invented developer, so that the product can be seen at work on any machine.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { writeClaudeSession, type ClaudeSessionPlan } from "../test/support/generateHome/claudeSession.ts";
import type { ClaudeStyle } from "../test/support/generateHome/claudeThread.ts";
import {
  rolloutFolder,
  rolloutName,
  writeCodexSession,
  type CodexSessionPlan,
} from "../test/support/generateHome/codexSession.ts";
import type { CodexStyle } from "../test/support/generateHome/codexThread.ts";
import type { HomeTruth } from "../test/support/generateHome/homeTruth.ts";
import { HomeWriter } from "../test/support/generateHome/homeWriter.ts";
import type { LogBuffer } from "../test/support/generateHome/logBuffer.ts";

const SEED = 20_261_122;
const DAYS = 60;
const PROJECTS = "/home/ann/projects";
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Texts are this much shorter than real ones: the counts are what matters here. */
const TEXT_SCALE = 0.02;
/** A model no price list knows, to show how such calls are told apart. */
const UNPRICED_MODEL = "harbor-coder-preview";
/** Share of a full day's work, from Sunday to Saturday. */
const WEEK_RHYTHM = [0.12, 0.9, 1.1, 1.15, 1.05, 0.75, 0.2] as const;
const CALLS_OF_A_DAY = 50;
/** Before these many days ago the developer used assistants half as much. */
const HABIT_DAYS = 31;
/** Share of prompts that come after a long pause, to show what a cold cache costs. */
const PAUSE_SHARE = 0.15;
/** Share of working days that end with a task for the night, to show what runs unattended. */
const EVENING_RUN_SHARE = 0.2;
/** The tools were updated these many days ago. */
const UPDATE_DAYS = 12;

const STYLE: ClaudeStyle = {
  version: "2.1.231",
  order: "type-last",
  placeholders: false,
  detailed: false,
  hourWrites: true,
  flatWriteIsZero: false,
};
const UPDATED_STYLE: ClaudeStyle = { ...STYLE, version: "2.1.270", detailed: true };
const CODEX_STYLE: CodexStyle = { version: "0.145.0", usageRecords: false };
const UPDATED_CODEX_STYLE: CodexStyle = { version: "0.150.0", usageRecords: true };

/**
 * Writes the home: 60 days of both tools, the last call a second before now.
 * @param projects folder that the developer's projects lie in
 */
export function writeSampleHome(folder: string, nowMs: number, projects = PROJECTS): HomeTruth {
  const developer = new SampleDeveloper(new HomeWriter(folder, SEED, TEXT_SCALE), nowMs, projects);
  for (let daysAgo = DAYS - 1; daysAgo >= 0; daysAgo -= 1) developer.work(daysAgo);
  developer.workUntilNow();
  return developer.truth;
}

class SampleDeveloper {
  readonly #writer: HomeWriter;
  readonly #nowMs: number;
  readonly #projects: string;
  readonly #log: LogBuffer;
  readonly #agentLog: LogBuffer;

  constructor(writer: HomeWriter, nowMs: number, projects: string) {
    this.#writer = writer;
    this.#nowMs = nowMs;
    this.#projects = projects;
    this.#log = writer.newLog();
    this.#agentLog = writer.newLog();
  }

  get truth(): HomeTruth {
    return this.#writer.truth;
  }

  /** One local day: a few sessions between morning and evening, none of them in the future. */
  work(daysAgo: number): void {
    const { random } = this.#writer;
    const isAway = daysAgo >= 38 && daysAgo <= 42;
    const weekday = this.#localTime(daysAgo, 12, 0).getDay();
    const habit = isAway ? 0 : daysAgo < HABIT_DAYS ? 1 : 0.5;
    let calls = Math.round((WEEK_RHYTHM[weekday] ?? 0) * CALLS_OF_A_DAY * habit * (0.6 + random.next() * 0.8));
    for (let hour = random.int(8, 10); calls > 0 && hour < 20; hour += random.int(1, 3)) {
      const startMs = this.#localTime(daysAgo, hour, random.int(0, 50)).getTime();
      const part = Math.min(calls, random.int(8, 26));
      calls -= part;
      if (startMs > this.#nowMs - 75 * MINUTE_MS) return;
      if (random.chance(0.3)) this.#codexSession(daysAgo, startMs, part);
      else this.#claudeSession(daysAgo, startMs, part, this.#claudeModel(daysAgo));
    }
    const eveningMs = this.#localTime(daysAgo, 20, random.int(0, 50)).getTime();
    if (habit > 0 && weekday % 6 > 0 && random.chance(EVENING_RUN_SHARE) && eveningMs < this.#nowMs - DAY_MS) {
      this.#claudeSession(daysAgo, eveningMs, random.int(25, 50), this.#claudeModel(daysAgo), true);
    }
  }

  /** The quarter of an hour before now, so that today is never empty. */
  workUntilNow(): void {
    this.#codexSession(0, this.#nowMs - 40 * MINUTE_MS, 8);
    this.#claudeSession(0, this.#nowMs - 14 * MINUTE_MS, 12, "claude-opus-5");
    this.#claudeSession(0, this.#nowMs - 1000, 1, "claude-opus-5");
  }

  #claudeModel(daysAgo: number): string {
    const { random } = this.#writer;
    if (random.chance(0.08)) return UNPRICED_MODEL;
    if (random.chance(0.3)) return daysAgo > 35 ? "claude-sonnet-4-6" : "claude-sonnet-5";
    return daysAgo > 25 ? "claude-opus-4-8" : "claude-opus-5";
  }

  #claudeSession(daysAgo: number, startMs: number, calls: number, model: string, isLongRun = false): void {
    const { random } = this.#writer;
    const plan: ClaudeSessionPlan = {
      startMs,
      untilMs: this.#nowMs - 1000,
      calls,
      model,
      smallModel: "claude-haiku-4-5-20251001",
      ...this.#place(),
      style: daysAgo < UPDATE_DAYS ? UPDATED_STYLE : STYLE,
      firstContextTokens: random.int(120_000, 155_000),
      agentShare: 0.02,
      pauseShare: PAUSE_SHARE,
      isLongRun,
    };
    const { path } = writeClaudeSession(this.#writer, this.#log, this.#agentLog, plan);
    this.#writer.write(path, this.#log.content());
  }

  #codexSession(daysAgo: number, startMs: number, calls: number): void {
    const plan: CodexSessionPlan = {
      startMs,
      untilMs: this.#nowMs - 1000,
      calls,
      model: daysAgo > 40 ? "gpt-5.4" : "gpt-5.5",
      ...this.#place(),
      style: daysAgo < UPDATE_DAYS ? UPDATED_CODEX_STYLE : CODEX_STYLE,
      firstContextTokens: this.#writer.random.int(120_000, 200_000),
    };
    const thread = writeCodexSession(this.#writer, this.#log, plan);
    this.#writer.write(`${rolloutFolder(thread)}/${rolloutName(thread)}.jsonl`, this.#log.content());
  }

  #place(): { cwd: string; branch: string } {
    const { random } = this.#writer;
    const project = random.pick(["shop", "shop", "shop", "ledger-api", "ledger-api", "dotfiles", "docs-site"]);
    return { cwd: `${this.#projects}/${project}`, branch: random.pick(["main", "feature/cart", "fix-rounding"]) };
  }

  #localTime(daysAgo: number, hour: number, minute: number): Date {
    const now = new Date(this.#nowMs);
    return new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo, hour, minute);
  }
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2];
  if (folder === undefined) {
    process.stderr.write("Usage: node scripts/sampleHome.ts DIR\n");
    process.exitCode = 2;
  } else {
    const { files, bytes, claude, codex } = writeSampleHome(resolve(folder), Date.now());
    const calls = claude.calls + codex.calls;
    process.stdout.write(`Wrote ${files} logs, ${(bytes / 1e6).toFixed(1)} MB, ${calls} calls to ${resolve(folder)}\n`);
  }
}
