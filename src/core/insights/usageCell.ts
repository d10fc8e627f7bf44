import type { CallKind, UsageFilter } from "../../shared/insights.ts";
import { TOKEN_FIELDS } from "../../shared/tokenCounts.ts";
import { addUsage, NO_USAGE, type MutableUsageTotals, type UsageTotals } from "../../shared/usageTotals.ts";
import type { ModelUse } from "../achievements/dayFacts.ts";

/** What calls are told apart by. */
export interface UsageKey {
  /** Source id. */
  readonly tool: string;
  /** Model as written by the tool. */
  readonly model: string;
  /** Working directory; empty where not told. */
  readonly project: string;
  readonly kind: CallKind;
}

/** What caching did, in billionths of a US dollar at list prices of each call's day. Calls without one add nothing. */
export interface CacheSums {
  /** What tokens read from a cache would have cost as fresh input, less what they cost. */
  readonly savedNanos: number;
  /** What tokens written to a cache cost more than fresh input. */
  readonly writeExtraNanos: number;
  /** See `ColdStarts`. */
  readonly coldStarts: number;
  readonly coldTokens: number;
  readonly coldNanos: number;
}

export const CACHE_FIELDS = [
  "savedNanos",
  "writeExtraNanos",
  "coldStarts",
  "coldTokens",
  "coldNanos",
] as const satisfies readonly (keyof CacheSums)[];

export const NO_CACHE_SUMS: CacheSums = {
  savedNanos: 0,
  writeExtraNanos: 0,
  coldStarts: 0,
  coldTokens: 0,
  coldNanos: 0,
};

/** The calls whose counts and price are known call by call. */
export type ExactUse = Pick<ModelUse, "calls" | "tokens" | "costNanos">;

/** What the calls of one key used within some time, mostly a day. */
export interface UsageCell extends UsageKey {
  readonly totals: UsageTotals;
  readonly cache: CacheSums;
  readonly exact: ExactUse;
}

export type MutableCacheSums = { -readonly [Field in keyof CacheSums]: number };

type MutableCell = UsageKey & {
  totals: MutableUsageTotals;
  cache: MutableCacheSums;
  exact: { calls: number; tokens: { -readonly [Field in keyof ExactUse["tokens"]]: number }; costNanos: number };
};

/** Adds up what has the same key. In order of keys, so that equal parts make equal sums in whatever order they come. */
export function addCells(parts: Iterable<UsageCell>): readonly UsageCell[] {
  const sums = new Map<string, MutableCell>();
  for (const part of parts) {
    const key = textOfKey(part);
    const sum = sums.get(key);
    if (sum === undefined) sums.set(key, copyOf(part));
    else addCell(sum, part);
  }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
}

function addCell(sum: MutableCell, more: UsageCell): void {
  addUsage(sum.totals, more.totals);
  for (const field of CACHE_FIELDS) sum.cache[field] += more.cache[field];
  sum.exact.calls += more.exact.calls;
  sum.exact.costNanos += more.exact.costNanos;
  for (const field of TOKEN_FIELDS) sum.exact.tokens[field] += more.exact.tokens[field];
}

function copyOf({ tool, model, project, kind, totals, cache, exact }: UsageCell): MutableCell {
  return {
    tool,
    model,
    project,
    kind,
    totals: { ...totals },
    cache: { ...cache },
    exact: { ...exact, tokens: { ...exact.tokens } },
  };
}

export function textOfKey({ tool, model, project, kind }: UsageKey): string {
  return `${tool}\n${model}\n${kind}\n${project}`;
}

export function passes(key: UsageKey, { tool, model, project }: UsageFilter): boolean {
  return (
    (tool === undefined || tool === key.tool) &&
    (model === undefined || model === key.model) &&
    (project === undefined || project === key.project)
  );
}

/** Sum over cells. */
export function totalsOf(cells: Iterable<Pick<UsageCell, "totals">>): MutableUsageTotals {
  const sum = { ...NO_USAGE };
  for (const { totals } of cells) addUsage(sum, totals);
  return sum;
}
