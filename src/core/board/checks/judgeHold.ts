import { checkRuleOf, type CheckEffect, type CheckId } from "./checkRules.ts";

/** What a judgement needs of a signal. */
export interface HoldGround {
  readonly id: CheckId;
  readonly effect: CheckEffect;
}

/**
 * Whether a member is held: by one structural signal whose own effect is to hold, or by two soft ones on different grounds. Labels
 * and notes never hold anyone, however many they are.
 */
export function isHeldBy(signals: readonly HoldGround[]): boolean {
  const grounds = signals.filter(isHoldGround);
  // Two signals of one rule rest on one ground.
  return grounds.some(({ effect }) => effect === "held") || new Set(grounds.map(({ id }) => id)).size >= 2;
}

/** Whether a signal may be a part of what holds somebody. */
export function isHoldGround({ id, effect }: HoldGround): boolean {
  const { kind } = checkRuleOf(id);
  return kind === "structural" ? effect === "held" : kind === "soft" && effect !== "info";
}
