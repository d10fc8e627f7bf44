import { type UsageTotals, NO_USAGE, USAGE_FIELDS } from "../../src/shared/usageTotals.ts";
import type { Insights } from "../../src/shared/insights.ts";

const TOTALS: UsageTotals = {
  ...NO_USAGE,
  calls: 9000,
  freshInput: 11_000_000,
  cacheRead: 920_000_000,
  cacheWrite5m: 10_000_000,
  cacheWrite1h: 32_000_000,
  output: 4_000_000,
  costNanos: 790_000_000_000,
  unpricedTokens: 9_770_000,
};

function part(key: string, share: number): Insights["byModel"][number] {
  const totals = { ...NO_USAGE, ...Object.fromEntries(USAGE_FIELDS.map((field) => [field, TOTALS[field] * share])) };
  return { key, totals };
}

/** What the ledger answers of the last 30 days of one invented person: 977 million tokens, most of them read from caches. */
export function makeOwnMonth(changes: Partial<Insights> = {}): Insights {
  return {
    madeAtMs: Date.UTC(2026, 10, 22, 12),
    from: "2026-10-24",
    to: "2026-11-22",
    days: 30,
    totals: TOTALS,
    series: { bucket: "day", stackBy: "model", keys: [], points: [] },
    calendar: [],
    today: "2026-11-22",
    byTool: [part("claude-code", 0.8), part("codex", 0.2)],
    byModel: [
      part("claude-opus-5-5", 0.6),
      part("claude-sonnet-4-5", 0.2),
      part("gpt-5.5", 0.19),
      part("own-model", 0.01),
    ],
    byProject: [],
    byKind: [],
    cache: {
      promptTokens: 0,
      readTokens: 0,
      writeTokens: 0,
      savedNanos: 0,
      writeExtraNanos: 0,
      coldStarts: { count: 0, tokens: 0, costNanos: 0 },
    },
    whatIf: { paidNanos: 0, models: [] },
    counted: { seen: 977_000_000, counted: 977_000_000, rereads: 0, perTurn: 0, unattended: 0, perDay: 0 },
    burn: {
      lastHour: NO_USAGE,
      perActiveDay: { tokens: 0, costNanos: 0, days: 0 },
      monthToDate: TOTALS,
    },
    choices: { tools: [], models: [], projects: [] },
    toolNames: {},
    ...changes,
  };
}
