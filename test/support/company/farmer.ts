import { foldSession } from "../../../src/core/achievements/foldSession.ts";
import type { PlayedDay } from "../../../src/core/achievements/history.ts";
import type { RootSession, SessionCall } from "../../../src/core/rootSession.ts";
import type { DayUse } from "../../../src/core/countedTokens.ts";
import { addFacts, type DayFacts } from "../../../src/core/achievements/dayFacts.ts";
import { createLocalCalendar, type DayKey } from "../../../src/core/localDay.ts";
import { modelTraitsOf } from "../../../src/core/modelTraits.ts";
import { modeAt } from "../../../src/core/steering.ts";
import { NO_TOKENS } from "../../../src/shared/tokenCounts.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const UNATTENDED_TOKENS = 10e9;
/** What a person's hour comes to: 750 tokens a second. */
const HOUR_TOKENS = 2.7e6;
/** Who was at work in all of it. */
const THREAD = { name: "session" };

/**
 * One who leaves agents running, ten billion tokens a day, and types for an hour: a message every ten minutes.
 * @param apart the agents run in sessions of their own, so that those of the hour look like anyone's
 */
export function makeFarmer(
  today: DayKey,
  length: number,
  apart: boolean,
): { readonly days: readonly PlayedDay[]; readonly use: readonly DayUse[] } {
  const calendar = createLocalCalendar("UTC");
  const parts = new Map<DayKey, DayFacts[]>();
  for (let back = length - 1; back >= 0; back -= 1) {
    const startMs = calendar.startOfDay(today) - back * DAY_MS + 9 * 60 * MINUTE_MS;
    const hour = hourFrom(startMs);
    const run = runFrom(startMs, apart ? [] : hour.turnTimesMs);
    const sessions = apart ? [hour, { calls: run, turnTimesMs: [] }] : [{ ...hour, calls: [...hour.calls, ...run] }];
    for (const [key, facts] of sessions.flatMap((session) => [...foldSession(session, calendar)])) {
      if (key <= today) parts.set(key, [...(parts.get(key) ?? []), facts]);
    }
  }
  const days = [...parts].map(([key, facts]) => ({ key, facts: addFacts(facts) }));
  return { days, use: days.slice(-30).map(({ facts }) => useOf(facts)) };
}

/** An hour of work. */
function hourFrom(startMs: number): RootSession {
  const turnTimesMs = Array.from({ length: 7 }, (_, index) => startMs + index * 10 * MINUTE_MS);
  const calls = Array.from({ length: 40 }, (_, index) => {
    return callOf(startMs + 1000 + index * 1.5 * MINUTE_MS, HOUR_TOKENS / 40, turnTimesMs);
  });
  return { calls, turnTimesMs };
}

/** A call every minute and a half until the next morning. */
function runFrom(startMs: number, turnTimesMs: readonly number[]): readonly SessionCall[] {
  return Array.from({ length: 880 }, (_, index) => {
    return callOf(startMs + (80 + index * 1.5) * MINUTE_MS, UNATTENDED_TOKENS / 880, turnTimesMs);
  });
}

function callOf(atMs: number, tokens: number, turnTimesMs: readonly number[]): SessionCall {
  return {
    atMs,
    tokens: {
      ...NO_TOKENS,
      freshInput: Math.round(0.01 * tokens),
      cacheRead: Math.round(0.95 * tokens),
      cacheWrite5m: Math.round(0.035 * tokens),
      output: Math.round(0.005 * tokens),
    },
    costNanos: Math.round(920 * tokens),
    isSteered: modeAt(atMs, turnTimesMs) === 1,
    calls: 1,
    isAgents: false,
    isExact: true,
    isEstimated: false,
    isCountedHere: false,
    model: modelTraitsOf("claude-opus-4-8"),
    tool: "claudeCode",
    project: "/farm",
    thread: THREAD,
    serviceTier: "standard",
    usOnly: false,
  };
}

function useOf(facts: DayFacts): DayUse {
  const part = (tokens: number) => ({ ...NO_TOKENS, freshInput: 0.05 * tokens, cacheRead: 0.95 * tokens });
  return {
    steered: part(facts.steeredTokens),
    unattended: part(facts.tokens - facts.steeredTokens),
    humanTurns: facts.turns,
  };
}
