import type { Saving } from "../../shared/weeklyReview.ts";
import { NANOS_PER_USD } from "../../shared/usageTotals.ts";
import type { RootSession } from "../rootSession.ts";
import { findColdStarts } from "./coldStartSaving.ts";
import { findLongContexts } from "./longContexts.ts";
import { findNightRuns } from "./nightRuns.ts";
import { addFound, type ReviewGround } from "./reviewGround.ts";
import { findSmallSessions, modelSteps } from "./smallSessions.ts";

/** Less than half a dollar a week is no one's time worth. */
const LEAST_NANOS = NANOS_PER_USD / 2;
const MOST_SAVINGS = 3;

/**
 * The largest savings of a week, three at most. Together they never come to more than the calls of the week cost: what one rule
 * has claimed of a call is not there for the next, from the surest rule to the least sure.
 */
export function findSavings(sessions: readonly RootSession[], ground: ReviewGround): readonly Saving[] {
  const coldStarts = addFound(sessions.map((session) => findColdStarts(session, ground)));
  const longContexts = addFound(sessions.map((session) => findLongContexts(session, ground)));
  const weekCalls = sessions.flatMap(({ calls }) => calls.filter(ground.isInWeek));
  const rightSizing = modelSteps(weekCalls, ground.pricer).map((step) => ({
    kind: "rightSizing" as const,
    model: step.to,
    ...addFound(sessions.map((session) => findSmallSessions(session, step, ground))),
  }));
  const nightRuns = addFound(sessions.map((session) => findNightRuns(session, ground)));
  const all: readonly Saving[] = [
    { kind: "coldStarts", ...coldStarts },
    { kind: "longContexts", ...longContexts },
    ...rightSizing,
    { kind: "nightRuns", ...nightRuns },
  ];
  return all
    .filter(({ amountNanos }) => amountNanos >= LEAST_NANOS)
    .toSorted((a, b) => b.amountNanos - a.amountNanos)
    .slice(0, MOST_SAVINGS);
}
