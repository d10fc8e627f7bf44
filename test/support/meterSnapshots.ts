import { US_DOLLAR } from "../../src/shared/currency.ts";
import type { MeterView } from "../../src/host/meterView.ts";
import type { MeterSnapshot } from "../../src/shared/meterSnapshot.ts";
import { NANOS_PER_USD, NO_USAGE, type UsageTotals } from "../../src/shared/usageTotals.ts";

export const NOON_MS = Date.UTC(2026, 10, 22, 12);

/** 3.2 M tokens, 94% of the prompt from cache, $4.12, 42 calls. */
export const TODAY: UsageTotals = {
  ...NO_USAGE,
  calls: 42,
  freshInput: 90_000,
  cacheRead: 2_932_800,
  cacheWrite5m: 97_200,
  output: 80_000,
  costNanos: 4.12 * NANOS_PER_USD,
};

const MONTH: UsageTotals = { ...TODAY, calls: 1234, cacheRead: 212_000_000, costNanos: 312.5 * NANOS_PER_USD };

const SNAPSHOT: MeterSnapshot = {
  revision: 1,
  madeAtMs: NOON_MS,
  sweptAtMs: NOON_MS - 5000,
  newestCallMs: NOON_MS - 2 * 60_000,
  scanning: undefined,
  role: "writer",
  logsFound: true,
  toolNames: { claudeCode: "Claude Code", codex: "OpenAI Codex" },
  today: TODAY,
  last7Days: { ...TODAY, calls: 300 },
  last30Days: MONTH,
  periods: {
    day: { firstDay: "2026-11-22", lastDay: "2026-11-22", byTool: [{ key: "claudeCode", totals: TODAY }] },
    week: { firstDay: "2026-11-16", lastDay: "2026-11-22", byTool: [{ key: "claudeCode", totals: TODAY }] },
    month: {
      firstDay: "2026-11-01",
      lastDay: "2026-11-30",
      byTool: [
        { key: "claudeCode", totals: MONTH },
        { key: "codex", totals: TODAY },
      ],
    },
  },
  recentDays: [],
  limits: { told: [] },
  firstDay: "2026-10-20",
  todayByTool: [{ key: "claudeCode", totals: TODAY }],
  todayByModel: [{ key: "claude-opus-4-5", totals: TODAY }],
  byTool: [
    { key: "claudeCode", totals: MONTH },
    { key: "codex", totals: TODAY },
  ],
  byModel: [
    { key: "claude-opus-4-5", totals: MONTH },
    { key: "gpt-5.2-codex", totals: TODAY },
  ],
  unpricedModels: [],
  tier: {
    tier: "Gold",
    next: "Platinum",
    progress: 0.62,
    countedTokens: 491_000_000,
    seenTokens: 4_100_000_000,
    missingTokens: 209_000_000,
    nextGates: [{ asks: "8 active days", stands: "6 so far", isMet: false }],
  },
  setAside: { records: 0, tokens: 0, reasons: {} },
  problems: [],
};

export function makeSnapshot(changes: Partial<MeterSnapshot> = {}): MeterSnapshot {
  return { ...SNAPSHOT, ...changes };
}

/** What a window shows while all is well, but for the changes. */
export function makeView(changes: Partial<MeterView> = {}): MeterView {
  return {
    snapshot: makeSnapshot(),
    worker: { kind: "running" },
    isRescanning: false,
    isGameOn: true,
    currency: US_DOLLAR,
    budgets: [],
    hostProblems: [],
    ...changes,
  };
}
