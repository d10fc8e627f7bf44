import { turnSizeSlot } from "../../../src/core/achievements/dayBuilder.ts";
import { tallyOf, type DayFacts, type ModelUse, type Tally } from "../../../src/core/achievements/dayFacts.ts";
import { histogramOf } from "../../../src/core/achievements/histogram.ts";
import type { PlayedDay } from "../../../src/core/achievements/history.ts";
import type { PriceOf } from "../../../src/core/achievements/rightSizing.ts";
import type { DayUse } from "../../../src/core/countedTokens.ts";
import { addDays, type DayKey } from "../../../src/core/localDay.ts";
import { NO_TOKENS, totalTokens } from "../../../src/shared/tokenCounts.ts";
import { makeDay } from "../playedDays.ts";
import type { Random } from "./random.ts";

export type Archetype = "casual" | "steady" | "power" | "autonomous";

/** How people of a kind work: guesses, made so that the sums of a company are those that were published. */
const HABITS = {
  casual: { workdays: 0.35, weekends: 0.03, turns: 9, steered: 0.95, nights: 0.01, agents: 0.03, clean: 0.5 },
  steady: { workdays: 0.8, weekends: 0.06, turns: 24, steered: 0.9, nights: 0.02, agents: 0.06, clean: 0.4 },
  power: { workdays: 0.92, weekends: 0.25, turns: 48, steered: 0.75, nights: 0.12, agents: 0.18, clean: 0.25 },
  autonomous: { workdays: 0.95, weekends: 0.6, turns: 22, steered: 0.35, nights: 0.7, agents: 0.3, clean: 0.1 },
} as const satisfies Readonly<Record<Archetype, Readonly<Record<string, number>>>>;

/** Median and width of a person's tokens of 30 days in the company of 85,000. */
const MEDIAN_TOKENS = 143e6;
const SIGMA = 1.8;

const FAMILIES = [
  ["anthropic opus", "claude-opus-4-8"],
  ["anthropic sonnet", "claude-sonnet-5"],
  ["openai gpt", "gpt-5.5"],
  ["google gemini pro", "gemini-3.1-pro-preview"],
  ["anthropic haiku", "claude-haiku-4-5"],
  ["openai gpt mini", "gpt-5.4-mini"],
  ["xai grok", "grok-4.5"],
  ["moonshotai kimi k", "kimi-k2.6"],
] as const;

export interface Person {
  readonly archetype: Archetype;
  readonly days: readonly PlayedDay[];
  /** The same days as counting wants them. */
  readonly use: readonly DayUse[];
}

/** A person's days up to today. */
export function makePerson(random: Random, today: DayKey, length: number, priceOf: PriceOf): Person {
  const volume = random.normal();
  const archetype = archetypeOf(volume + random.normal(0.6));
  const habits = HABITS[archetype];
  const daysOfMonth = (30 / 7) * (5 * habits.workdays + 2 * habits.weekends);
  const usual = (MEDIAN_TOKENS * Math.exp(SIGMA * volume)) / daysOfMonth;
  const traits = {
    ...habits,
    tokens: usual,
    craft: random.normal(),
    steered: Math.min(1, habits.steered * Math.exp(-Math.abs(random.normal(0.15)))),
    families: 1 + Math.floor(Math.abs(random.normal(1.3))),
    tools: 1 + Math.floor(Math.abs(random.normal(0.9))),
    projects: 1 + Math.floor(Math.abs(random.normal(2.2))),
  };
  const days: PlayedDay[] = [];
  const use: DayUse[] = [];
  for (let back = length - 1; back >= 0; back -= 1) {
    const key = addDays(today, -back);
    const weekday = new Date(`${key}T00:00:00Z`).getUTCDay();
    if (!random.chance(weekday === 0 || weekday === 6 ? habits.weekends : habits.workdays)) continue;
    const facts = dayOf(random, traits, priceOf);
    days.push({ key, facts });
    if (back < 30) use.push(useOf(facts));
  }
  return { archetype, days, use };
}

function archetypeOf(rank: number): Archetype {
  if (rank < -0.3) return "casual";
  if (rank < 1.1) return "steady";
  return rank < 1.9 ? "power" : "autonomous";
}

type Traits = { readonly [Trait in keyof typeof HABITS.casual]: number } & {
  readonly tokens: number;
  readonly craft: number;
  readonly families: number;
  readonly tools: number;
  readonly projects: number;
};

function dayOf(random: Random, traits: Traits, priceOf: PriceOf): DayFacts {
  const turns = Math.max(1, Math.round(random.around(traits.turns, 0.5)));
  const tokens = Math.round(random.around(traits.tokens, 0.7));
  const promptTokens = Math.round(0.985 * tokens);
  const hit = Math.min(0.995, 0.95 + 0.008 * traits.craft + random.normal(0.006));
  const reads = 22.6 * Math.exp(0.2 * traits.craft + random.normal(0.1));
  const sessions = Math.max(1, Math.round(turns / 8));
  const calls = Math.max(turns, Math.round(tokens / 70_000));
  const share = Math.min(101, Math.max(1, Math.round(random.around(30 * Math.exp(-0.2 * traits.craft), 0.4))));
  const byFamily = split(
    random,
    turns,
    FAMILIES.slice(0, traits.families).map(([name]) => name),
  );
  const uses = usesOf(byFamily, turns, calls, tokens, priceOf);
  return makeDay({
    turns,
    tokens,
    steeredTokens: Math.round(tokens * Math.min(1, traits.steered * random.around(1, 0.05))),
    promptTokens,
    cacheReadTokens: Math.round(hit * promptTokens),
    cacheWriteTokens: Math.round((hit * promptTokens) / reads),
    nightTokens: random.chance(traits.nights) ? Math.round(tokens / 10) : 0,
    costNanos: uses.reduce((sum, use) => sum + use.costNanos, 0),
    promptCalls: calls,
    thriftyCalls: random.chance(0.3 + 0.1 * traits.craft) ? calls : 0,
    windowShares: histogramOf(new Map([[share, calls]])),
    turnSizes: histogramOf(new Map([[turnSizeSlot(tokens / turns), turns]])),
    crispTurns: random.howMany(turns, 0.12),
    warmStarts: random.howMany(sessions, 0.8),
    cleanSlates: random.howMany(sessions, traits.clean),
    cameBacks: random.howMany(sessions, Math.min(0.5, tokens / turns / 1e6)),
    delegations: random.howMany(sessions, traits.agents),
    deepWorks: random.howMany(sessions, 0.06),
    secondOpinions: traits.families > 1 ? random.howMany(sessions, 0.03) : 0,
    families: byFamily,
    models: [],
    tools: split(random, turns, names("tool", traits.tools)),
    projects: split(random, turns, names("project", traits.projects)),
    uses,
  });
}

function names(what: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${what} ${index}`);
}

/** Turns by name: the first one gets most of them, each next one half as many. */
function split(random: Random, turns: number, among: readonly string[]): Tally {
  const times = new Map<string, number>();
  let left = turns;
  for (const [index, name] of among.entries()) {
    const part = index === among.length - 1 ? left : random.howMany(left, 0.6);
    if (part > 0) times.set(name, part);
    left -= part;
  }
  return tallyOf(times);
}

function usesOf(families: Tally, turns: number, calls: number, tokens: number, priceOf: PriceOf): readonly ModelUse[] {
  return families.map(([family, times]) => {
    const model = FAMILIES.find(([name]) => name === family)?.[1] ?? family;
    const part = (share: number): number => Math.round((share * tokens * times) / turns);
    const used = { ...NO_TOKENS, freshInput: part(0.05), cacheRead: part(0.935), output: part(0.015) };
    const count = Math.max(1, Math.round((calls * times) / turns));
    const mean = { ...NO_TOKENS, freshInput: 0.05 * 70_000, cacheRead: 0.935 * 70_000, output: 0.015 * 70_000 };
    const costNanos = Math.round(((priceOf("tool 0", model, mean) ?? 0) * totalTokens(used)) / totalTokens(mean));
    return { tool: "tool 0", model, calls: count, tokens: used, costNanos };
  });
}

function useOf({ tokens, steeredTokens, cacheReadTokens, turns }: DayFacts): DayUse {
  const steered = steeredTokens / tokens;
  const partOf = (share: number) => ({
    ...NO_TOKENS,
    cacheRead: share * cacheReadTokens,
    freshInput: share * (tokens - cacheReadTokens),
  });
  return { steered: partOf(steered), unattended: partOf(1 - steered), humanTurns: turns };
}
