import type { Deeds } from "../../core/achievements/deeds.ts";
import type { LocalCalendar } from "../../core/localDay.ts";
import { greenCycles } from "../../core/outcomes/greenCycles.ts";
import { landedDeeds } from "../../core/outcomes/landedDeeds.ts";
import { monthsInBudget } from "../../core/outcomes/monthsInBudget.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { TestRuns } from "../review/testRuns.ts";
import type { SessionCache } from "../sessions/sessionCache.ts";
import { OutcomeStore } from "./outcomeStore.ts";
import { sessionSpans } from "./sessionSpans.ts";

/** What badges go by besides calls, as far as this ledger knows it. */
export function deedsIn({ database, reader }: Ledger, sessions: SessionCache, nowMs: number): Deeds {
  const store = new OutcomeStore(database);
  const { calendar } = sessions;
  const dayOf: LocalCalendar["dayKey"] = (ms) => calendar.dayKey(ms);
  const usageOf = (fromMs: number, toMs: number) => {
    const total = reader.sums.total({ fromMs, toMs });
    return { costNanos: total.costNanos, tokens: totalTokens(total), unpricedTokens: total.unpricedTokens };
  };
  const runs = new TestRuns(database).between(0, nowMs);
  const since = runs[0]?.atMs ?? nowMs;
  return {
    budgetMonths: monthsInBudget(store.budgetNotes(), usageOf, calendar, nowMs),
    landed: landedDeeds(store.commits(), store.repositories().size > 0, dayOf),
    greenCycles: greenCycles(runs, runs.length === 0 ? [] : sessionSpans(sessions.sessions(), since), dayOf),
  };
}
