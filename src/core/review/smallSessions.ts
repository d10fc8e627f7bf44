import { type TokenCounts, NO_TOKENS } from "../../shared/tokenCounts.ts";
import type { Pricer } from "../prices/pricer.ts";
import type { RootSession, SessionCall } from "../rootSession.ts";
import { type FoundSaving, NOTHING_FOUND, type ReviewGround } from "./reviewGround.ts";

/** Of each turn, as the badge Crisp counts them. */
const MOST_CALLS = 2;
const MOST_OUTPUT_TOKENS = 2000;
/** A model that was hardly used is none that could have been used instead. */
const LEAST_CALL_SHARE = 0.05;

/** A usual call, to compare the prices of models by. */
const USUAL_CALL: TokenCounts = { ...NO_TOKENS, freshInput: 1000, cacheRead: 30_000, cacheWrite5m: 2000, output: 800 };

/** The most expensive model in use, and the next one below it that its person uses as well. */
export interface ModelStep {
  readonly tool: string;
  /** Name of the expensive one; the other as written by the tool. */
  readonly from: string;
  readonly to: string;
}

interface ModelUse {
  readonly tool: string;
  readonly name: string;
  readonly written: string;
  readonly vendor: string | undefined;
  readonly priceNanos: number;
}

/** Finds, by tool, the most expensive model that a person works with and the next cheaper one of the same maker. */
export function modelSteps(calls: readonly SessionCall[], pricer: Pricer): readonly ModelStep[] {
  const own = calls.filter((call) => !call.isAgents);
  return [...new Set(own.map(({ tool }) => tool))].flatMap((tool) => {
    const models = modelsOf(
      own.filter((call) => call.tool === tool),
      pricer,
    );
    const most = models[0];
    const next = models.find(
      ({ vendor, priceNanos }) => vendor === most?.vendor && priceNanos < (most?.priceNanos ?? 0),
    );
    return most === undefined || next === undefined ? [] : [{ tool, from: most.name, to: next.written }];
  });
}

/** Models of one tool, the most expensive first. */
function modelsOf(calls: readonly SessionCall[], pricer: Pricer): readonly ModelUse[] {
  const counts = new Map<string, { readonly last: SessionCall; readonly count: number }>();
  for (const call of calls) {
    counts.set(call.model.name, { last: call, count: (counts.get(call.model.name)?.count ?? 0) + 1 });
  }
  return [...counts]
    .flatMap(([name, { last, count }]): readonly ModelUse[] => {
      const priceNanos = priceOn(last, last.model.written, USUAL_CALL, pricer);
      if (priceNanos === undefined || count < LEAST_CALL_SHARE * calls.length) return [];
      return [{ tool: last.tool, name, written: last.model.written, vendor: last.model.family?.vendor, priceNanos }];
    })
    .toSorted((a, b) => b.priceNanos - a.priceNanos || (a.name < b.name ? -1 : 1));
}

/**
 * What small sessions on the most expensive model would have cost less on the next one. A session is small when each of its
 * turns was answered in two calls and 2,000 tokens of output at most, without sub-agents. Whole sessions only: to change the
 * model within one means to send all of its context anew. Counts turns.
 */
export function findSmallSessions(session: RootSession, step: ModelStep, ground: ReviewGround): FoundSaving {
  const { calls, turnTimesMs } = session;
  const isOnModel = calls.every(({ tool, model }) => tool === step.tool && model.name === step.from);
  if (!isOnModel || !isSmall(session)) return NOTHING_FOUND;
  let amountNanos = 0;
  for (const call of calls) {
    if (!ground.isInWeek(call) || call.costNanos === undefined) continue;
    const other = priceOn(call, step.to, call.tokens, ground.pricer);
    if (other !== undefined) amountNanos += ground.unclaimed.claim(call, call.costNanos - other);
  }
  return amountNanos > 0 ? { amountNanos, count: turnTimesMs.length } : NOTHING_FOUND;
}

function isSmall({ calls, turnTimesMs }: RootSession): boolean {
  if (turnTimesMs.length === 0 || calls.length === 0) return false;
  if (!calls.every((call) => call.isExact && !call.isAgents && call.isSteered)) return false;
  return turnTimesMs.every((turnMs, index) => {
    const untilMs = turnTimesMs[index + 1] ?? Infinity;
    const made = calls.filter(({ atMs }) => atMs >= turnMs && atMs < untilMs);
    const output = made.reduce((sum, { tokens }) => sum + tokens.output, 0);
    return made.length <= MOST_CALLS && output <= MOST_OUTPUT_TOKENS;
  });
}

function priceOn(call: SessionCall, model: string, tokens: TokenCounts, pricer: Pricer): number | undefined {
  const { tool, atMs, serviceTier, usOnly } = call;
  return pricer.costNanos({ model, sourceId: tool, atMs, tokens, serviceTier, usOnly });
}
