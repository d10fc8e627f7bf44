import { CHECK_RULES, type CheckId } from "./checkRules.ts";

/** Signals of a row as one number: the lowest bit is C1. */
export function bitsOf(ids: Iterable<CheckId>): number {
  let bits = 0;
  for (const id of ids) bits |= bitOf(id);
  return bits;
}

export function bitOf(id: CheckId): number {
  return 1 << (Number(id.slice(1)) - 1);
}

export function idsOf(bits: number): readonly CheckId[] {
  return CHECK_RULES.filter(({ id }) => (bits & bitOf(id)) !== 0).map(({ id }) => id);
}
