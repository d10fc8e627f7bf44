import type { Insights, InsightsQuery } from "../../src/shared/insights.ts";
import type { NamedTotals } from "../../src/shared/meterSnapshot.ts";
import type { SessionDetails, SessionRow, SessionTable } from "../../src/shared/sessionTable.ts";
import { type MutableUsageTotals, NO_USAGE, type UsageTotals, addUsage } from "../../src/shared/usageTotals.ts";
import { seededRandom } from "./generateHome/random.ts";

export const ANSWERED_MS = Date.UTC(2026, 10, 22, 12);
const DAY_MS = 86_400_000;
const TODAY = "2026-11-22";

const TOOLS = { "claude-code": "Claude Code", codex: "Codex", "copilot-chat": "GitHub Copilot Chat" };
const MODELS = ["claude-opus-4-5", "claude-sonnet-4-5", "gpt-5.1-codex", "claude-haiku-4-5", "gpt-5-mini"] as const;
const PROJECTS = [
  "/home/mira/work/storefront",
  "/home/mira/work/ledger-service",
  "/home/mira/play/raytracer",
  "C:\\Users\\mira\\source\\invoices",
  "/home/mira/work/clients/aurora/infrastructure/terraform-modules-with-a-very-long-name",
  "/home/mira/שלום/פרויקט",
  "",
] as const;
const KINDS = ["steered", "agents", "unattended"] as const;

/** Usage of so many tokens, most of them read from a cache, as they are. */
export function makeTotals(tokens: number, changes: Partial<UsageTotals> = {}): UsageTotals {
  return {
    ...NO_USAGE,
    calls: Math.ceil(tokens / 60_000),
    freshInput: Math.round(tokens * 0.008),
    cacheRead: Math.round(tokens * 0.938),
    cacheWrite5m: Math.round(tokens * 0.03),
    cacheWrite1h: Math.round(tokens * 0.016),
    output: Math.round(tokens * 0.008),
    costNanos: Math.round(tokens * 920),
    ...changes,
  };
}

/** What the ledger of someone who has used assistants for a year answers. The same every time. */
export function makeInsights(changes: Partial<Insights> = {}, query: Partial<InsightsQuery> = {}): Insights {
  const random = seededRandom(7);
  const stackBy = query.stackBy ?? "model";
  const keys = { tool: Object.keys(TOOLS), model: MODELS, project: PROJECTS, kind: KINDS }[stackBy];
  const points = Array.from({ length: 30 }, (_, index) => {
    const startMs = Date.parse(TODAY) - (29 - index) * DAY_MS;
    const isWeekend = [0, 6].includes(new Date(startMs).getUTCDay());
    const tokens = keys.map((_key, place) =>
      isWeekend && place > 0 ? 0 : Math.round((random.int(20, 100) / (place + 1)) * 1e6),
    );
    const costNanos = tokens.map((one) => one * 920);
    return { startMs, label: dayOf(startMs), tokens, costNanos, unpricedTokens: tokens.map(() => 0) };
  });
  const totals = { ...NO_USAGE };
  for (const { tokens } of points) for (const one of tokens) addUsage(totals, makeTotals(one));
  const calendar = Array.from({ length: 365 }, (_, index) => {
    const tokens = random.int(0, 9) < 3 ? 0 : random.int(2, 240) * 1e6;
    return {
      day: dayOf(Date.parse(TODAY) - index * DAY_MS),
      tokens,
      costNanos: tokens * 920,
      unpricedTokens: 0,
      calls: random.int(10, 900),
    };
  })
    .filter(({ tokens }) => tokens > 0)
    .toReversed();
  return {
    madeAtMs: ANSWERED_MS,
    from: "2026-10-24",
    to: TODAY,
    days: 30,
    totals: withUncertain(totals),
    before: makeTotals(3_000_000_000),
    series: { bucket: "day", stackBy, keys: keys.map((key) => ({ key, isRest: false })), points },
    calendar,
    today: TODAY,
    byTool: shares(totals, Object.keys(TOOLS)),
    byModel: shares(totals, MODELS),
    byProject: shares(totals, PROJECTS),
    byKind: shares(totals, KINDS),
    cache: {
      promptTokens: 3_600_000_000,
      readTokens: 3_410_000_000,
      writeTokens: 160_000_000,
      savedNanos: 8_420_000_000_000,
      writeExtraNanos: 310_000_000_000,
      coldStarts: { count: 41, tokens: 5_100_000, costNanos: 27_400_000_000 },
    },
    whatIf: {
      paidNanos: totals.costNanos,
      models: MODELS.slice(0, 4).map((model, index) => ({
        tool: model.startsWith("gpt") ? "codex" : "claude-code",
        model,
        costNanos: Math.round(totals.costNanos * (1.62 - index * 0.45)),
        callShare: [0.46, 0.28, 0.18, 0.08][index] ?? 0,
      })),
    },
    counted: {
      seen: 3_790_000_000,
      counted: 3_020_000_000,
      rereads: 180_000_000,
      perTurn: 40_000_000,
      unattended: 550_000_000,
      perDay: 0,
    },
    burn: {
      lastHour: makeTotals(9_400_000),
      perActiveDay: { tokens: 141_000_000, costNanos: 129_000_000_000, days: 27 },
      monthToDate: makeTotals(2_900_000_000),
      monthEnd: {
        costNanos: 3_560_000_000_000,
        lowNanos: 3_110_000_000_000,
        highNanos: 4_020_000_000_000,
        tokens: 3_900_000_000,
        isLowerBound: false,
      },
    },
    choices: { tools: Object.keys(TOOLS), models: [...MODELS], projects: [...PROJECTS] },
    toolNames: TOOLS,
    ...changes,
  };
}

/** What a ledger without a call answers. */
export function makeEmptyInsights(changes: Partial<Insights> = {}): Insights {
  const none = { ...NO_USAGE };
  return makeInsights({
    totals: none,
    before: undefined,
    series: { bucket: "day", stackBy: "model", keys: [], points: [] },
    calendar: [],
    byTool: [],
    byModel: [],
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
    counted: { seen: 0, counted: 0, rereads: 0, perTurn: 0, unattended: 0, perDay: 0 },
    burn: {
      lastHour: none,
      perActiveDay: { tokens: 0, costNanos: 0, days: 0 },
      monthToDate: none,
      monthEnd: undefined,
    },
    choices: { tools: [], models: [], projects: [] },
    ...changes,
  });
}

/** A session like many. */
export function makeSessionRow(id: number, changes: Partial<SessionRow> = {}): SessionRow {
  const random = seededRandom(id);
  const tokens = random.int(1, 90) * 1_000_000;
  const startMs = ANSWERED_MS - id * 3_700_000;
  return {
    id,
    tool: Object.keys(TOOLS)[id % 3] ?? "codex",
    project: PROJECTS[random.int(0, PROJECTS.length - 1)] ?? "",
    startMs,
    endMs: startMs + random.int(2, 400) * 60_000,
    turns: random.int(1, 60),
    totals: makeTotals(tokens),
    steeredTokens: Math.round((tokens * random.int(10, 100)) / 100),
    peakPromptTokens: random.int(20, 190) * 1000,
    peakWindowShare: id % 5 === 0 ? undefined : random.int(10, 97) / 100,
    models: MODELS.slice(id % 4, (id % 4) + random.int(1, 2)),
    agents: id % 3 === 0 ? random.int(1, 9) : 0,
    ...changes,
  };
}

/** So many sessions, the newest first. */
export function makeSessions(count: number): SessionTable {
  return { rows: Array.from({ length: count }, (_, index) => makeSessionRow(index + 1)), count };
}

/** All about one of `makeSessions`: its context grows, is compacted once, and grows again. */
export function makeSession(id: number, changes: Partial<SessionDetails> = {}): SessionDetails {
  const row = makeSessionRow(id, { agents: 2, peakPromptTokens: 171_000, peakWindowShare: 0.86 });
  const calls = 180;
  const points = Array.from({ length: calls }, (_, index) => ({
    atMs: row.startMs + Math.round(((row.endMs - row.startMs) * index) / calls),
    promptTokens: index % 23 === 22 ? 24_000 + index * 90 : 18_000 + (index < 110 ? index : index - 92) * 1400,
    windowTokens: 200_000,
    outputTokens: 400 + (index % 7) * 120,
    costSoFar: { costNanos: Math.round((row.totals.costNanos * (index + 1)) / calls), unpricedTokens: 0 },
    kind: index % 23 === 22 ? ("agent" as const) : ("own" as const),
    isSteered: index % 40 < 30,
  }));
  return {
    row,
    points,
    calls,
    turnTimesMs: Array.from(
      { length: row.turns },
      (_, index) => row.startMs + ((row.endMs - row.startMs) * index) / row.turns,
    ),
    models: shares(row.totals, MODELS.slice(0, 2)),
    agents: ["Explore", "code-reviewer"].map((name, index) => ({
      name,
      startMs: row.startMs + index * 600_000,
      endMs: row.startMs + index * 600_000 + 240_000,
      totals: makeTotals(2_400_000 / (index + 1)),
    })),
    ...changes,
  };
}

/** A sum cut into parts, the largest first. */
function shares(totals: UsageTotals, keys: readonly string[]): NamedTotals[] {
  const whole = keys.reduce((sum, _, place) => sum + 1 / (place + 1), 0);
  return keys.map((key, place) => ({ key, totals: scaled(totals, 1 / (place + 1) / whole) }));
}

function scaled(totals: UsageTotals, share: number): UsageTotals {
  const part: MutableUsageTotals = { ...NO_USAGE };
  for (const [field, value] of Object.entries(totals)) part[field as keyof UsageTotals] = Math.round(value * share);
  return part;
}

function withUncertain(totals: UsageTotals): UsageTotals {
  return { ...totals, estimatedTokens: 260_000_000, countedHereTokens: 41_000_000, unpricedTokens: 3_200_000 };
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
