import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPricer } from "../src/core/prices/createPricer.ts";
import { Game } from "../src/worker/game/game.ts";
import type { InsightsQuery } from "../src/shared/insights.ts";
import type { LedgerQuestion } from "../src/shared/panelQuestions.ts";
import { answerQuestion } from "../src/worker/answerQuestion.ts";
import { LedgerOpener } from "../src/worker/ledger/ledger.ts";
import type { QuestionGround } from "../src/worker/questionGround.ts";
import { SessionKeeper } from "../src/worker/sessions/sessionKeeper.ts";
import { fillLedger } from "./gameLedger.ts";

/*
 * Measures what badges and insights cost: all of a ledger at once, then a single new call, a thousand times, and each question
 * of the insights page.
 * `npm run achievements:measure -- 3000000`
 */

const calls = Number(process.argv[2] ?? 3_000_000);
const nowMs = Date.UTC(2026, 10, 26, 12);
const ROUNDS = 1000;
const ROUNDS_OF_QUESTIONS = 20;
const LONG_SESSION_CALLS = 50_000;

const QUERIES: Readonly<Record<string, InsightsQuery>> = {
  "14 days by hour": {
    range: { kind: "last", days: 14 },
    bucket: "hour",
    stackBy: "project",
    filter: {},
  },
  "30 days": { range: { kind: "last", days: 30 }, bucket: "day", stackBy: "tool", filter: {} },
  "all days, one project": { range: { kind: "all" }, bucket: "day", stackBy: "model", filter: { project: "/shop" } },
};

const folder = mkdtempSync(join(tmpdir(), "token-legend-game-"));
try {
  measure(join(folder, "ledger.sqlite"));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function measure(file: string): void {
  const owner = { id: "measure", pid: process.pid, host: "here" };
  const ledger = new LedgerOpener(file, owner, createPricer(), () => nowMs).open();
  const roots = fillLedger(ledger.database, calls, nowMs);
  console.log(`${calls} calls in ${roots} root sessions of a year`);
  const before = megabytes();
  const sessions = new SessionKeeper().cacheOf(ledger, "Europe/Berlin");
  const game = new Game(ledger, sessions);
  const cpu = process.cpuUsage();
  const wall = time(() => sessions.advance(() => true));
  const { user, system } = process.cpuUsage(cpu);
  const cpuMs = (user + system) / 1000;
  console.log(`everything: ${wall.toFixed(0)} ms, CPU ${cpuMs.toFixed(0)} ms, memory ${before} to ${megabytes()} MB`);
  const states = Array.from({ length: 50 }, () => time(() => game.state(nowMs)));
  console.log(`badges, tiers and level from it: ${spread(states)}`);
  const addCall = ledger.database.prepare(
    `INSERT INTO event (family_key, member_key, context, at_ms, fresh_input, cache_read, cache_write_5m, cache_write_1h, output,
       reasoning, web_searches, mode, cost_nanos, numbers_rank, hidden)
     SELECT -?1, 0, context, at_ms + 1000, 500, 50000, 900, 0, 300, 0, 0, 1, 40000000, 0, 0 FROM event WHERE seq = ?2`,
  );
  const mark = ledger.database.prepare(
    `UPDATE session SET changed = (SELECT max(changed) + 1 FROM session)
     WHERE id = (SELECT session FROM context JOIN event ON event.context = context.id WHERE seq = ?)`,
  );
  const rounds = Array.from({ length: ROUNDS }, (_, round) => {
    const seq = 1 + ((round * 7_368_787) % calls);
    addCall.run(round + 1, seq);
    mark.run(seq);
    return time(() => sessions.advance(() => true));
  });
  console.log(`a call more, taken in: ${spread(rounds)}`);
  // Negative keys up to the number of rounds are taken.
  ledger.database
    .prepare(
      `WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?1)
       INSERT INTO event (family_key, member_key, context, at_ms, fresh_input, cache_read, cache_write_5m, cache_write_1h, output,
         reasoning, web_searches, mode, cost_nanos, numbers_rank, hidden)
       SELECT -n - ${ROUNDS}, 0, (SELECT context FROM event WHERE seq = ?2), ?3 - n * 1000, 500, 50000, 900, 0, 300, 0, 0, 1, 40000000, 0, 0 FROM n`,
    )
    .run(LONG_SESSION_CALLS, calls, nowMs);
  mark.run(calls);
  console.log(
    `a session of ${LONG_SESSION_CALLS} calls, taken in: ${time(() => sessions.advance(() => true)).toFixed(0)} ms`,
  );
  measureQuestions({ ledger, sessions, toolNames: {}, findGit: () => undefined, nowMs });
  ledger.close();
}

function measureQuestions(ground: QuestionGround): void {
  const measureOne = (name: string, question: LedgerQuestion): void => {
    let bytes = 0;
    const first = time(() => (bytes = JSON.stringify(answerQuestion(question, ground)).length));
    const times = Array.from({ length: ROUNDS_OF_QUESTIONS }, () => time(() => answerQuestion(question, ground)));
    console.log(
      `${name}: ${(bytes / 1000).toFixed(0)} KB of JSON, first ${first.toFixed(0)} ms, then ${spread(times)}`,
    );
  };
  for (const [name, argument] of Object.entries(QUERIES)) {
    measureOne(`insights, ${name}`, { name: "insights", argument });
  }
  measureOne("all sessions", { name: "sessions", argument: { range: { kind: "all" }, filter: {} } });
  const { id } = ground.ledger.database.prepare("SELECT max(root) AS id FROM session").get() ?? {};
  measureOne(`a session of ${LONG_SESSION_CALLS} calls`, { name: "session", argument: { id: Number(id) } });
}

function time(work: () => unknown): number {
  const startMs = performance.now();
  work();
  return performance.now() - startMs;
}

function spread(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2);
  return `median ${at(0.5)} ms, 99 of 100 within ${at(0.99)} ms, at most ${at(1)} ms`;
}

function megabytes(): number {
  return Math.round(process.memoryUsage().rss / 1e6);
}
