import type { SessionCall } from "../rootSession.ts";

/** What calls cost, each part of which may be saved once: savings never come to more than what was paid. */
export class UnclaimedCost {
  readonly #claimed = new Map<SessionCall, number>();

  /** @returns as much of the amount as nothing else has saved of the call's cost, in billionths of a US dollar */
  claim(call: SessionCall, nanos: number): number {
    const claimed = this.#claimed.get(call) ?? 0;
    const amount = Math.max(0, Math.min(nanos, (call.costNanos ?? 0) - claimed));
    if (amount > 0) this.#claimed.set(call, claimed + amount);
    return amount;
  }
}
