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
  const soft = new Set<CheckId>();
  for (const { id, effect } of signals) {
    const { kind } = checkRuleOf(id);
    if (kind === "structural" && effect === "held") return true;
    // Two signals of one rule rest on one ground.
    if (kind === "soft") soft.add(id);
  }
  return soft.size >= 2;
}
