import type { AnswerOf } from "../../src/shared/panelQuestions.ts";
import { NO_USAGE, type UsageTotals } from "../../src/shared/usageTotals.ts";
import type { ReviewedSession, SessionOutcome } from "../../src/shared/weeklyReview.ts";

const HOUR_MS = 3_600_000;
/** Monday of week 47 of 2026. */
const MONDAY_MS = Date.UTC(2026, 10, 16);
const USD = 1_000_000_000;

function usage(millions: number, usd: number): UsageTotals {
  const tokens = millions * 1_000_000;
  return {
    ...NO_USAGE,
    calls: Math.ceil(millions * 9),
    cacheRead: tokens * 0.95,
    output: tokens * 0.05,
    costNanos: usd * USD,
  };
}

function makeSession(id: number, changes: Partial<ReviewedSession> = {}): ReviewedSession {
  const startMs = MONDAY_MS + (24 * id + 9) * HOUR_MS;
  return {
    id,
    tool: "claudeCode",
    project: "/home/ann/work/shop",
    startMs,
    endMs: startMs + 2.5 * HOUR_MS,
    turns: 14,
    totals: usage(9, 11.2),
    unattendedTokens: 900_000,
    models: ["claude-opus-4-5"],
    ...changes,
  };
}

/** A review with something of everything in it. */
export function makeReview(changes: Partial<AnswerOf<"review">> = {}): AnswerOf<"review"> {
  return {
    week: "2026-W47",
    from: "2026-11-16",
    to: "2026-11-22",
    isOver: true,
    previous: "2026-W46",
    next: "2026-W48",
    totals: usage(41.2, 38.4),
    before: usage(35, 42),
    activeDays: 5,
    sessions: 31,
    unattendedTokens: 7_900_000,
    byTool: [
      { key: "claudeCode", totals: usage(33, 31) },
      { key: "codex", totals: usage(7.7, 7.4) },
      { key: "aider", totals: { ...usage(0.5, 0), unpricedTokens: 500_000 } },
    ],
    byModel: [
      { key: "claude-opus-4-5", totals: usage(21, 26.5) },
      { key: "claude-sonnet-4-5", totals: usage(12, 4.5) },
      { key: "gpt-5.1-codex", totals: usage(7.7, 7.4) },
      {
        key: "llama-4-behemoth-instruct-q4_k_m-on-a-machine-of-our-own",
        totals: { ...usage(0.5, 0), unpricedTokens: 500_000 },
      },
    ],
    costliest: [
      makeSession(0, { mark: "useful" }),
      makeSession(1, {
        project: "/home/ann/\u05e4\u05e8\u05d5\u05d9\u05e7\u05d8/\u05d7\u05e0\u05d5\u05ea",
        totals: usage(7, 8.03),
        turns: 1,
      }),
      makeSession(2, {
        tool: "codex",
        project:
          "/home/ann/work/a-project-with-a-name-that-nobody-would-ever-want-to-type-but-somebody-did-and-kept-it",
        totals: usage(5.1, 4.4),
        models: ["gpt-5.1-codex", "gpt-5.1"],
        unattendedTokens: 5_000_000,
      }),
      makeSession(3, { project: "", totals: usage(2.2, 2.7), turns: 0 }),
      makeSession(4, { tool: "aider", project: "/srv/gone", totals: { ...usage(0.5, 0), unpricedTokens: 500_000 } }),
    ],
    savings: [
      { kind: "longContexts", amountNanos: 6.2 * USD, count: 4 },
      { kind: "coldStarts", amountNanos: 3.1 * USD, count: 9 },
      { kind: "rightSizing", amountNanos: 0.8 * USD, count: 17, model: "claude-sonnet-4-5" },
    ],
    toolNames: { claudeCode: "Claude Code", codex: "Codex", aider: "Aider" },
    ...changes,
  };
}

/** A week in which nothing ran. */
export function makeQuietReview(): AnswerOf<"review"> {
  return makeReview({
    totals: NO_USAGE,
    before: undefined,
    activeDays: 0,
    sessions: 0,
    unattendedTokens: 0,
    byTool: [],
    byModel: [],
    costliest: [],
    savings: [],
    previous: undefined,
  });
}

/** What came of the sessions of `makeReview`. */
export function makeOutcomes(): AnswerOf<"outcomes"> {
  const none = { count: 0, passed: 0 };
  const sessions: readonly SessionOutcome[] = [
    {
      id: 0,
      commits: { kind: "found", commits: 3, files: 12, linesAdded: 340, linesRemoved: 28, changedTests: true },
      testRuns: { count: 6, passed: 4 },
    },
    {
      id: 1,
      commits: { kind: "found", commits: 1, files: 1, linesAdded: 12, linesRemoved: 0, changedTests: false },
      testRuns: none,
    },
    { id: 2, commits: { kind: "none" }, testRuns: { count: 1, passed: 0 } },
    { id: 3, commits: { kind: "noFolder" }, testRuns: none },
    { id: 4, commits: { kind: "folderGone" }, testRuns: none },
  ];
  return { week: "2026-W47", sessions: [...sessions] };
}
