import type { RootSession } from "../rootSession.ts";
import type { FoundSaving, ReviewGround } from "./reviewGround.ts";

/** Until this hour of the local clock, from midnight. */
export const NIGHT_ENDS_HOUR = 6;

/** What ran at night with nobody there: at most this could be saved, as some of it may have been of use. Counts sessions. */
export function findNightRuns({ calls }: RootSession, ground: ReviewGround): FoundSaving {
  let amountNanos = 0;
  for (const call of calls) {
    if (call.isSteered || !ground.isInWeek(call)) continue;
    if (ground.calendar.clockHour(call.atMs) >= NIGHT_ENDS_HOUR) continue;
    amountNanos += ground.unclaimed.claim(call, call.costNanos ?? 0);
  }
  return { amountNanos, count: amountNanos > 0 ? 1 : 0 };
}
