import type { TierGate } from "../shared/gameSnapshot.ts";

/** What a tier still asks for besides volume, with how it stands: `8 active days (6 so far)`. */
export function openGates(gates: readonly TierGate[]): readonly string[] {
  return gates.flatMap(({ asks, stands, isMet }) => (isMet ? [] : [`${asks} (${stands})`]));
}
