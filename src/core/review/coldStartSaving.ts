import { costOfColdStart } from "../insights/cachePrices.ts";
import { ColdStarts } from "../insights/coldStarts.ts";
import type { RootSession } from "../rootSession.ts";
import type { FoundSaving, ReviewGround } from "./reviewGround.ts";

/** What contexts cost that were sent anew as their cache had run out, over reading them in time. Counts cold starts. */
export function findColdStarts({ calls }: RootSession, ground: ReviewGround): FoundSaving {
  const coldStarts = new ColdStarts();
  let amountNanos = 0;
  let count = 0;
  for (const call of calls) {
    const lost = coldStarts.lostTokens(call);
    if (lost === 0 || !ground.isInWeek(call)) continue;
    const claimed = ground.unclaimed.claim(call, costOfColdStart(call, lost, ground.pricer));
    if (claimed === 0) continue;
    amountNanos += claimed;
    count += 1;
  }
  return { amountNanos, count };
}
