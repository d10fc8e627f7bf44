import type { TrustMark } from "../../shared/board/trust.ts";

export interface TrustFacts {
  readonly heldUntilMs: number | undefined;
  readonly verifiedUntilMs: number | undefined;
  /** Settled tokens of the window. */
  readonly settled: number;
}

/** The one mark of a member's figures. A hold outweighs everything: it is what somebody is looking into now. */
export function trustMark({ heldUntilMs, verifiedUntilMs, settled }: TrustFacts, nowMs: number): TrustMark {
  if (heldUntilMs !== undefined && heldUntilMs > nowMs) return "held";
  if (settled === 0) return "provisional";
  return verifiedUntilMs !== undefined && verifiedUntilMs > nowMs ? "verified" : "settled";
}
