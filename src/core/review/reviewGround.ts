import type { LocalCalendar } from "../localDay.ts";
import type { Pricer } from "../prices/pricer.ts";
import type { SessionCall } from "../rootSession.ts";
import type { UnclaimedCost } from "./unclaimedCost.ts";

/** What savings of a week are found with. */
export interface ReviewGround {
  readonly calendar: LocalCalendar;
  readonly pricer: Pricer;
  readonly unclaimed: UnclaimedCost;
  /** Whether a call is one of the week: a session may have begun before it, or go on after it. */
  readonly isInWeek: (call: SessionCall) => boolean;
}

/** Something that could have been paid less for. */
export interface FoundSaving {
  readonly amountNanos: number;
  /** Of what the rule counts. */
  readonly count: number;
}

export const NOTHING_FOUND: FoundSaving = { amountNanos: 0, count: 0 };

export function addFound(findings: readonly FoundSaving[]): FoundSaving {
  return findings.reduce(
    (sum, { amountNanos, count }) => ({ amountNanos: sum.amountNanos + amountNanos, count: sum.count + count }),
    NOTHING_FOUND,
  );
}
