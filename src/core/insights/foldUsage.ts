import type { CallKind } from "../../shared/insights.ts";
import { NO_TOKENS, promptTokens, TOKEN_FIELDS, totalTokens } from "../../shared/tokenCounts.ts";
import { NO_USAGE, type MutableUsageTotals } from "../../shared/usageTotals.ts";
import type { DayKey, LocalCalendar } from "../localDay.ts";
import type { Pricer } from "../prices/pricer.ts";
import type { RootSession, SessionCall, Thread } from "../rootSession.ts";
import { costOfColdStart, extraOfWrites, savedByReads } from "./cachePrices.ts";
import { ColdStarts } from "./coldStarts.ts";
import { NO_CACHE_SUMS, textOfKey, type MutableCacheSums, type UsageCell, type UsageKey } from "./usageCell.ts";

/** What insights keep of a root session. */
export interface SessionUsage {
  readonly days: ReadonlyMap<DayKey, readonly UsageCell[]>;
  /** First and last call. */
  readonly startMs: number;
  readonly endMs: number;
  readonly turns: number;
  /** Largest prompt of its own calls, and its share of the model's window; `undefined` where that is not known. */
  readonly peakPromptTokens: number;
  readonly peakWindowShare: number | undefined;
  /** Sub-agents that made a call. */
  readonly agents: number;
}

/** Folds one root session: every sum of insights is one over these. `undefined` for a session without calls. */
export function foldUsage(session: RootSession, calendar: LocalCalendar, pricer: Pricer): SessionUsage | undefined {
  const { calls, turnTimesMs } = session;
  const first = calls[0];
  if (first === undefined) return undefined;
  const cells = new Cells();
  const coldStarts = new ColdStarts();
  const agents = new Set<Thread>();
  let peak: SessionCall | undefined;
  let peakPromptTokens = 0;
  for (const call of calls) {
    const cell = cells.of(calendar.dayKey(call.atMs), call);
    addToTotals(cell.totals, call);
    addToCache(cell.cache, call, coldStarts.lostTokens(call), pricer);
    if (call.isAgents) agents.add(call.thread);
    if (!call.isExact) continue;
    if (call.costNanos !== undefined) addToExact(cell, call, call.costNanos);
    const prompt = promptTokens(call.tokens);
    if (call.isAgents || prompt <= peakPromptTokens) continue;
    peak = call;
    peakPromptTokens = prompt;
  }
  const windowTokens = peak?.model.windowTokens;
  return {
    days: cells.byDay(),
    startMs: first.atMs,
    endMs: calls.at(-1)?.atMs ?? first.atMs,
    turns: turnTimesMs.length,
    peakPromptTokens,
    peakWindowShare: windowTokens === undefined ? undefined : peakPromptTokens / windowTokens,
    agents: agents.size,
  };
}

/** Who was at work in a call. */
export function kindOf({ isSteered, isAgents }: Pick<SessionCall, "isSteered" | "isAgents">): CallKind {
  if (!isSteered) return "unattended";
  return isAgents ? "agents" : "steered";
}

/** Adds a call to sums, in the way the ledger's own sums are made. */
export function addToTotals(sum: MutableUsageTotals, call: SessionCall): void {
  const { tokens, costNanos } = call;
  const total = totalTokens(tokens);
  // By name, as going through the names takes many times as long, and this is done for every call.
  sum.calls += call.calls;
  sum.freshInput += tokens.freshInput;
  sum.cacheRead += tokens.cacheRead;
  sum.cacheWrite5m += tokens.cacheWrite5m;
  sum.cacheWrite1h += tokens.cacheWrite1h;
  sum.output += tokens.output;
  sum.reasoning += tokens.reasoning;
  sum.webSearches += tokens.webSearches;
  if (costNanos === undefined) sum.unpricedTokens += total;
  else sum.costNanos += costNanos;
  if (call.isEstimated) sum.estimatedTokens += total;
  if (call.isCountedHere) sum.countedHereTokens += total;
}

function addToCache(sum: MutableCacheSums, call: SessionCall, lost: number, pricer: Pricer): void {
  sum.savedNanos += savedByReads(call, pricer);
  sum.writeExtraNanos += extraOfWrites(call, pricer);
  if (lost === 0) return;
  sum.coldStarts += 1;
  sum.coldTokens += lost;
  sum.coldNanos += costOfColdStart(call, lost, pricer);
}

interface OpenCell extends UsageKey {
  readonly totals: MutableUsageTotals;
  readonly cache: MutableCacheSums;
  readonly exact: { calls: number; tokens: { -readonly [Field in keyof typeof NO_TOKENS]: number }; costNanos: number };
}

function addToExact({ exact }: OpenCell, { tokens }: SessionCall, costNanos: number): void {
  exact.calls += 1;
  exact.costNanos += costNanos;
  for (const field of TOKEN_FIELDS) exact.tokens[field] += tokens[field];
}

/** The cells of one session, by day. */
class Cells {
  readonly #days = new Map<DayKey, Map<string, OpenCell>>();
  #lastDay: DayKey | undefined;
  #last: OpenCell | undefined;

  of(day: DayKey, call: SessionCall): OpenCell {
    const last = this.#last;
    const kind = kindOf(call);
    const model = call.model.written;
    // Mostly a call is like the one before it.
    if (
      last !== undefined &&
      day === this.#lastDay &&
      last.kind === kind &&
      last.model === model &&
      last.project === call.project &&
      last.tool === call.tool
    ) {
      return last;
    }
    const key: UsageKey = { tool: call.tool, model, project: call.project, kind };
    const cell = this.#find(day, key);
    this.#lastDay = day;
    this.#last = cell;
    return cell;
  }

  #find(day: DayKey, key: UsageKey): OpenCell {
    let cells = this.#days.get(day);
    if (cells === undefined) this.#days.set(day, (cells = new Map<string, OpenCell>()));
    const text = textOfKey(key);
    let cell = cells.get(text);
    if (cell === undefined) {
      const exact = { calls: 0, tokens: { ...NO_TOKENS }, costNanos: 0 };
      cells.set(text, (cell = { ...key, totals: { ...NO_USAGE }, cache: { ...NO_CACHE_SUMS }, exact }));
    }
    return cell;
  }

  byDay(): ReadonlyMap<DayKey, readonly UsageCell[]> {
    return new Map([...this.#days].map(([day, cells]) => [day, [...cells.values()]]));
  }
}
