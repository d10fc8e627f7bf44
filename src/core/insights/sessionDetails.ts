import { MOST_SESSION_POINTS, type SessionDetails, type SessionRow } from "../../shared/sessionTable.ts";
import { promptTokens, totalTokens } from "../../shared/tokenCounts.ts";
import { NO_USAGE, type KnownCost, type MutableUsageTotals } from "../../shared/usageTotals.ts";
import type { RootSession, SessionCall, Thread } from "../rootSession.ts";
import { addToTotals } from "./foldUsage.ts";
import { thinOut } from "./thinOut.ts";

const MOST_AGENTS = 100;
const MOST_MODELS = 50;

type Point = SessionDetails["points"][number];

/** A root session call by call. */
export function sessionDetails({ calls, turnTimesMs }: RootSession, row: SessionRow): SessionDetails {
  return {
    row,
    points: [...thinOut(pointsOf(calls), MOST_SESSION_POINTS, (point) => point.promptTokens)],
    calls: calls.length,
    turnTimesMs: [...thinOut(turnTimesMs, MOST_SESSION_POINTS, () => 0)],
    models: modelsOf(calls),
    agents: agentsOf(calls),
  };
}

function pointsOf(calls: readonly SessionCall[]): readonly Point[] {
  let costSoFar: KnownCost = { costNanos: 0, unpricedTokens: 0 };
  return calls.map(({ atMs, tokens, costNanos, model, isAgents, isSteered }) => {
    costSoFar =
      costNanos === undefined
        ? { ...costSoFar, unpricedTokens: costSoFar.unpricedTokens + totalTokens(tokens) }
        : { ...costSoFar, costNanos: costSoFar.costNanos + costNanos };
    const point: Point = {
      atMs,
      promptTokens: promptTokens(tokens),
      outputTokens: tokens.output,
      costSoFar,
      kind: isAgents ? "agent" : "own",
      isSteered,
    };
    return model.windowTokens === undefined ? point : { ...point, windowTokens: model.windowTokens };
  });
}

/** As written by the tool, the most used first. */
function modelsOf(calls: readonly SessionCall[]): SessionDetails["models"] {
  const models = new Map<string, MutableUsageTotals>();
  for (const call of calls) addToTotals(sumOf(models, call.model.written), call);
  return [...models]
    .map(([key, totals]) => ({ key, totals }))
    .toSorted((a, b) => totalTokens(b.totals) - totalTokens(a.totals) || (a.key < b.key ? -1 : 1))
    .slice(0, MOST_MODELS);
}

/** The most expensive first; where prices are not known, the largest. */
function agentsOf(calls: readonly SessionCall[]): SessionDetails["agents"] {
  const sums = new Map<Thread, MutableUsageTotals>();
  const times = new Map<Thread, { readonly startMs: number; endMs: number }>();
  for (const call of calls) {
    if (!call.isAgents) continue;
    addToTotals(sumOf(sums, call.thread), call);
    const time = times.get(call.thread);
    if (time === undefined) times.set(call.thread, { startMs: call.atMs, endMs: call.atMs });
    else time.endMs = call.atMs;
  }
  return [...times]
    .map(([thread, time]) => ({ name: thread.name, ...time, totals: sumOf(sums, thread) }))
    .toSorted((a, b) => b.totals.costNanos - a.totals.costNanos || totalTokens(b.totals) - totalTokens(a.totals))
    .slice(0, MOST_AGENTS);
}

function sumOf<Key>(sums: Map<Key, MutableUsageTotals>, key: Key): MutableUsageTotals {
  let sum = sums.get(key);
  if (sum === undefined) sums.set(key, (sum = { ...NO_USAGE }));
  return sum;
}
