import { PRACTICE_METRICS, type PracticeMetric, type PracticeView } from "../../../src/shared/board/practiceView.ts";
import type { Published, Slice } from "../../../src/shared/board/published.ts";
import type { VolumeView } from "../../../src/shared/board/volumeView.ts";
import { BADGES } from "../../../src/core/achievements/catalogue.ts";
import { QUOTES } from "../../../src/core/perspective/quotes.ts";
import { SCALES } from "../../../src/core/perspective/scales.ts";
import { BoardRandom } from "./boardRandom.ts";
import { makeTopList } from "./companyPeople.ts";

/** 20 November 2026, 12:00 UTC. */
export const NOW_MS = Date.UTC(2026, 10, 20, 12);
export const TODAY = Math.floor(NOW_MS / 86_400_000);
const TOTAL = 60.2e12;
/** Costs and milestones go by what was seen, before the caps. */
const SEEN = TOTAL * 1.31;

export const COMPANY_SLICE: Slice = { kind: "company", id: "", name: "Northwind Robotics" };
export const SLICES: readonly Slice[] = [
  COMPANY_SLICE,
  ...["Platform", "Payments & Billing", "Search", "تجربة المستخدم", "Research"].map((name, index) => ({
    kind: "team" as const,
    id: String(index + 1),
    name,
  })),
  ...[
    ["claudeCode", "Claude Code"],
    ["codex", "OpenAI Codex"],
    ["cursor", "Cursor"],
    ["geminiCli", "Gemini CLI"],
  ].map(([id = "", name = ""]) => ({ kind: "tool" as const, id, name })),
  ...["claude-opus-5-5", "claude-sonnet-5-5", "gpt-5.5"].map((id) => ({ kind: "model" as const, id, name: id })),
];

export function shown(value: number): Published {
  return { kind: "value", value: Number(value.toPrecision(2)) };
}

/** Lower quartile, median, upper quartile and one's own, for a group and the reader. */
const MIDDLES: Readonly<Record<PracticeMetric, readonly [number, number, number, number | undefined]>> = {
  cacheHit: [0.93, 0.952, 0.968, 0.961],
  steeredShare: [0.52, 0.71, 0.88, 0.83],
  contextThrift: [0.18, 0.27, 0.41, 0.22],
  survival: [0.72, 0.83, 0.9, 0.87],
  rework: [0.08, 0.14, 0.23, 0.11],
  costPerSurvivingLine: [0.03, 0.06, 0.12, 0.05],
  costPerMergedChange: [2.4, 5.8, 13, undefined],
  greenRate: [0.61, 0.74, 0.86, 0.79],
  promptToMerge: [5.2, 14, 41, 9.5],
  rightSizing: [0.12, 0.29, 0.46, 0.38],
};

export function makePracticeView(slice: Slice = COMPANY_SLICE): PracticeView {
  const random = new BoardRandom(3);
  return {
    asOf: NOW_MS - 42_000,
    slice,
    slices: [...SLICES],
    people: slice.kind === "company" ? { kind: "value", value: 84_970 } : { kind: "value", value: 240 },
    metrics: PRACTICE_METRICS.map((metric) => makeMetric(metric, random)),
    badges: BADGES.slice(0, 18).flatMap(({ id, rule }) => {
      const grades = rule.kind === "graded" ? [1, 2, 3, 4] : [1];
      return grades.map((grade) => ({
        badge: id,
        grade,
        people:
          grade === 4 && random.next() < 0.4
            ? ({ kind: "withheld", reason: "tooFew" } as const)
            : shown(9000 / grade ** 2.4),
      }));
    }),
  };
}

function makeMetric(metric: PracticeMetric, random: BoardRandom): PracticeView["metrics"][number] {
  const [low, median, high, own] = MIDDLES[metric];
  const weeks = Array.from({ length: 13 }, (_, week) => ({
    fromDay: TODAY - 7 * (13 - week),
    median:
      week === 4
        ? ({ kind: "withheld", reason: "tooFew" } as const)
        : ({ kind: "value", value: median + (high - low) * 0.35 * (random.next() - 0.6 + week * 0.04) } as const),
  }));
  return {
    metric,
    of: {
      low: { kind: "value", value: low },
      median: { kind: "value", value: median },
      high: { kind: "value", value: high },
    },
    ...(own === undefined ? {} : { own }),
    weeks,
  };
}

export function makeVolumeView(): VolumeView {
  const random = new BoardRandom(11);
  return {
    asOf: NOW_MS - 42_000,
    areNamesOff: false,
    entries: [...makeTopList()],
    total: {
      counted: shown(TOTAL),
      seen: shown(SEEN),
      people: { kind: "value", value: 84_970 },
      costUsd: shown(65.2e6),
      unpriced: shown(1.3e12),
      assumedCosts: QUOTES.map(({ id, perMillion }) => ({
        assumption: id,
        usdPerMillion: perMillion,
        costUsd: shown((SEEN / 1e6) * perMillion),
      })),
    },
    milestones: SCALES.filter(({ id }) => id !== "month").map(({ id, tokens }) => ({
      milestone: id,
      tokens,
      times: { kind: "value", value: Number((SEEN / tokens).toPrecision(2)) },
    })),
    days: Array.from({ length: 30 }, (_, index) => {
      const day = TODAY - 29 + index;
      const isWeekend = [6, 0].includes(new Date(day * 86_400_000).getUTCDay());
      return { day, counted: shown((TOTAL / 26) * (isWeekend ? 0.45 : 1) * (0.85 + 0.3 * random.next())) };
    }),
    slices: SLICES.slice(1).map((slice, index) => {
      if (index === 3)
        return {
          slice,
          counted: { kind: "withheld", reason: "tooFew" },
          people: { kind: "withheld", reason: "tooFew" },
        };
      if (index === 4)
        return { slice, counted: { kind: "band", from: 2e11, to: 5e11 }, people: { kind: "value", value: 20 } };
      return { slice, counted: shown(TOTAL / (index + 2)), people: { kind: "value", value: 8000 - index * 610 } };
    }),
    looksToday: 17,
  };
}

/** The same board before anybody has sent anything. */
export function makeEmptyVolume(): VolumeView {
  const nothing: Published = { kind: "withheld", reason: "tooFew" };
  return {
    ...makeVolumeView(),
    entries: [],
    total: {
      counted: nothing,
      seen: nothing,
      people: nothing,
      costUsd: nothing,
      assumedCosts: QUOTES.map(({ id, perMillion }) => ({
        assumption: id,
        usdPerMillion: perMillion,
        costUsd: nothing,
      })),
    },
    milestones: SCALES.slice(0, 3).map(({ id, tokens }) => ({ milestone: id, tokens, times: nothing })),
    days: [],
    slices: [],
    looksToday: 0,
  };
}

/** Everything that may be withheld is. */
export function makeWithheldPractice(): PracticeView {
  const nothing: Published = { kind: "withheld", reason: "tooFew" };
  const full = makePracticeView(SLICES[2]);
  return {
    ...full,
    people: nothing,
    metrics: full.metrics.map(({ metric }) => ({
      metric,
      of: { low: nothing, median: nothing, high: nothing },
      weeks: [{ fromDay: TODAY - 7, median: nothing }],
    })),
    badges: full.badges.map((badge) => ({ ...badge, people: nothing })),
  };
}
