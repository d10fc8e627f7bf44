import { NO_TOKENS, TOKEN_FIELDS, type TokenCounts } from "../../shared/tokenCounts.ts";
import { EMPTY_HISTOGRAM, mergeHistograms, type Histogram } from "./histogram.ts";

/** How often each name occurred. */
export type Tally = readonly (readonly [name: string, times: number])[];

/** What one model was used for by one tool: the calls that have a known price. */
export interface ModelUse {
  readonly tool: string;
  /** As written by the tool. */
  readonly model: string;
  readonly calls: number;
  readonly tokens: TokenCounts;
  readonly costNanos: number;
}

/** Figures of a day that are plain sums. */
const SUMS = [
  "turns",
  "tokens",
  "steeredTokens",
  "promptTokens",
  "cacheReadTokens",
  "cacheWriteTokens",
  /** Unattended tokens from midnight to six in the morning. */
  "nightTokens",
  "costNanos",
  "unpricedTokens",
  /** Calls whose own prompt is known, and those of them with a prompt of at most 60,000 tokens. */
  "promptCalls",
  "thriftyCalls",
  /** Turns answered in at most 2 calls and 2,000 tokens of output. */
  "crispTurns",
  /** Sessions that began on the day, by what is good about them: see `foldSession`. */
  "warmStarts",
  "cleanSlates",
  "cameBacks",
  "delegations",
  "deepWorks",
  "secondOpinions",
] as const;

type DaySums = { readonly [Sum in (typeof SUMS)[number]]: number };

/** All that badges need of a local day, or of one session's part in it. Parts add up to days. */
export interface DayFacts extends DaySums {
  /** Prompts of calls in whole percents of the model's window, rounded up. */
  readonly windowShares: Histogram;
  /** Tokens spent per human turn, as `turnSizeSlot` has them. */
  readonly turnSizes: Histogram;
  /** Human turns that a model answered: at once by each family, and in all by each model, tool and project. */
  readonly families: Tally;
  readonly models: Tally;
  readonly tools: Tally;
  readonly projects: Tally;
  readonly uses: readonly ModelUse[];
}

export type MutableDaySums = { -readonly [Sum in keyof DaySums]: number };

export function noSums(): MutableDaySums {
  // All that SUMS names, and nothing else.
  return Object.fromEntries(SUMS.map((sum) => [sum, 0])) as MutableDaySums;
}

export const NO_FACTS: DayFacts = {
  ...noSums(),
  windowShares: EMPTY_HISTOGRAM,
  turnSizes: EMPTY_HISTOGRAM,
  families: [],
  models: [],
  tools: [],
  projects: [],
  uses: [],
};

/** Adds parts up, in whatever order they come. */
export function addFacts(parts: readonly DayFacts[]): DayFacts {
  const [only] = parts;
  if (only === undefined) return NO_FACTS;
  if (parts.length === 1) return only;
  const sums = noSums();
  for (const part of parts) for (const sum of SUMS) sums[sum] += part[sum];
  return {
    ...sums,
    windowShares: mergeHistograms(parts.map((part) => part.windowShares)),
    turnSizes: mergeHistograms(parts.map((part) => part.turnSizes)),
    families: addTallies(parts.map((part) => part.families)),
    models: addTallies(parts.map((part) => part.models)),
    tools: addTallies(parts.map((part) => part.tools)),
    projects: addTallies(parts.map((part) => part.projects)),
    uses: addUses(parts.flatMap((part) => part.uses)),
  };
}

export function addTallies(tallies: Iterable<Tally>): Tally {
  const times = new Map<string, number>();
  for (const tally of tallies) for (const [name, count] of tally) times.set(name, (times.get(name) ?? 0) + count);
  return tallyOf(times);
}

/** In order of names, so that equal tallies are the same whatever they were added up from. */
export function tallyOf(times: ReadonlyMap<string, number>): Tally {
  return [...times].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

export function addUses(uses: Iterable<ModelUse>): readonly ModelUse[] {
  const sums = new Map<string, ModelUse>();
  for (const use of uses) {
    const key = `${use.tool}\n${use.model}`;
    const sum = sums.get(key);
    sums.set(key, sum === undefined ? use : addUse(sum, use));
  }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, use]) => use);
}

function addUse(one: ModelUse, other: ModelUse): ModelUse {
  const tokens = { ...NO_TOKENS };
  for (const field of TOKEN_FIELDS) tokens[field] = one.tokens[field] + other.tokens[field];
  return { ...one, calls: one.calls + other.calls, tokens, costNanos: one.costNanos + other.costNanos };
}
