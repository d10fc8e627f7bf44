import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { zstdCompressSync } from "node:zlib";
import {
  converse,
  projectFolder,
  writeClaudeSession,
  type ClaudeSessionPlan,
} from "../../support/generateHome/claudeSession.ts";
import type { ClaudeStyle } from "../../support/generateHome/claudeThread.ts";
import {
  rolloutFolder,
  rolloutName,
  writeAbortedRestart,
  writeCodexFork,
  writeCodexSession,
  type CodexSessionPlan,
} from "../../support/generateHome/codexSession.ts";
import { HomeWriter } from "../../support/generateHome/homeWriter.ts";
import { readLogs, type CompleteLog } from "../../support/growHome.ts";
import { memoryFolder } from "../../support/memoryFolder.ts";

/** Long past, so that no record is from the future. */
const NOW_MS = Date.UTC(2026, 0, 15);
const DAY_MS = 86_400_000;

const STYLE: ClaudeStyle = {
  version: "2.1.70",
  order: "type-last",
  placeholders: true,
  detailed: false,
  hourWrites: true,
  flatWriteIsZero: false,
};
const STYLES: readonly [ClaudeStyle, ...ClaudeStyle[]] = [
  STYLE,
  { ...STYLE, version: "2.1.231", detailed: true, placeholders: false },
  { ...STYLE, version: "2.1.271", detailed: true, order: "type-first" },
  { ...STYLE, version: "2.1.33", order: "sorted", hourWrites: false },
];

/** Logs of a few short sessions of every kind, with little text: many calls in few bytes. The same seed gives the same. */
export function tinyHome(seed: number): readonly CompleteLog[] {
  const folder = mkdtempSync(join(memoryFolder(), "token-legend-tiny-"));
  try {
    mkdirSync(join(folder, "home"));
    const writer = new HomeWriter(join(folder, "home"), seed, 0.01);
    writeClaude(writer);
    writeCodex(writer);
    return readLogs(join(folder, "home")).filter((log) => !log.path.endsWith(".meta.json"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function placeOf(writer: HomeWriter): { startMs: number; untilMs: number; cwd: string; branch: string } {
  const { random } = writer;
  return {
    startMs: NOW_MS - Math.floor(random.next() * 10 * DAY_MS),
    untilMs: NOW_MS,
    cwd: `/home/ann/shop-${random.int(1, 2)}`,
    branch: random.pick(["main", "fix"]),
  };
}

function writeClaude(writer: HomeWriter): void {
  const { random } = writer;
  const [log, agentLog] = [writer.newLog(), writer.newLog()];
  for (let session = 0; session < 2; session += 1) {
    const plan: ClaudeSessionPlan = {
      ...placeOf(writer),
      calls: random.int(2, 14),
      model: random.pick(["claude-opus-4-6", "claude-sonnet-5", "no-known-price"]),
      smallModel: "claude-haiku-4-5-20251001",
      style: random.pick(STYLES),
      firstContextTokens: random.pick([8000, 166_000]),
      agentShare: 0.1,
    };
    const { thread, path } = writeClaudeSession(writer, log, agentLog, plan);
    const history = log.firstLines(random.int(1, log.lines));
    writer.write(path, log.content());
    if (random.chance(0.5)) continue;
    // A resumed or a forked session, told of by a copy of the first lines.
    const copy = { ...thread, sessionId: writer.uuid() };
    log.clear();
    log.addLines(random.chance(0.5) ? history.replaceAll(thread.sessionId, copy.sessionId) : history);
    converse(copy, { ...plan, calls: random.int(1, 4) }, agentLog);
    writer.write(`${projectFolder(plan.cwd)}/${copy.sessionId}.jsonl`, log.content());
  }
}

function writeCodex(writer: HomeWriter): void {
  const { random } = writer;
  const [log, forkLog] = [writer.newLog(), writer.newLog()];
  const plan: CodexSessionPlan = {
    ...placeOf(writer),
    calls: random.int(2, 12),
    model: random.pick(["gpt-5.5", "gpt-5.4"]),
    style: { version: "0.150.0", usageRecords: random.chance(0.5) },
    firstContextTokens: 7000,
  };
  const thread = writeCodexSession(writer, log, plan);
  const name = `${rolloutFolder(thread)}/${rolloutName(thread)}.jsonl`;
  const form = random.next();
  if (form < 0.3) writer.write(`${name}.zst`, zstdCompressSync(log.content()));
  else writer.write(name, log.content());
  if (form > 0.8) writer.write(`.codex/archived_sessions/${rolloutName(thread)}.jsonl`, log.content());
  if (random.chance(0.6)) {
    const fork = writeCodexFork(
      writer,
      forkLog,
      { ...plan, startMs: thread.atMs, calls: 3 },
      thread,
      random.chance(0.5),
    );
    writer.write(`${rolloutFolder(fork)}/${rolloutName(fork)}.jsonl`, forkLog.content());
  }
  if (random.chance(0.3)) writeAbortedRestart(writer, log, { ...plan, ...placeOf(writer), calls: 2 });
}
