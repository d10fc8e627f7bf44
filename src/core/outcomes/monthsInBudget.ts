import { addDays, type DayKey, type LocalCalendar } from "../localDay.ts";

/** A monthly budget for all tools as it was set at some time; without an amount where it was taken away. */
export interface BudgetNote {
  readonly atMs: number;
  readonly unit: "currency" | "tokens";
  /** Billionths of a US dollar, or tokens. */
  readonly amount: number | undefined;
}

/** What a span of time used. */
export interface SpanUsage {
  readonly costNanos: number;
  readonly tokens: number;
  readonly unpricedTokens: number;
}

/** Use of at least this share of a budget: one that is never felt is no budget. */
const LEAST_SHARE = 0.5;
/** Costs say nothing where more than this share of tokens has no known price. */
const MOST_UNPRICED = 0.05;

/**
 * How many calendar months ended within a budget that stood before their third day and was not changed after it.
 *
 * @param notes in the order of time
 * @returns `undefined` where there has never been a budget
 */
export function monthsInBudget(
  notes: readonly BudgetNote[],
  usageOf: (startMs: number, endMs: number) => SpanUsage,
  calendar: LocalCalendar,
  nowMs: number,
): number | undefined {
  const [first] = notes;
  if (first === undefined) return undefined;
  let kept = 0;
  let month = firstOfMonth(calendar.dayKey(first.atMs));
  for (;;) {
    const next = firstOfMonth(addDays(month, 31));
    const endMs = calendar.startOfDay(next);
    if (endMs > nowMs) return kept;
    const fixedMs = calendar.startOfDay(addDays(month, 2));
    const standing = notes.findLast(({ atMs }) => atMs < fixedMs);
    const isChanged = notes.some(({ atMs }) => atMs >= fixedMs && atMs < endMs);
    if (standing !== undefined && !isChanged && isWithin(standing, usageOf(calendar.startOfDay(month), endMs)))
      kept += 1;
    month = next;
  }
}

function isWithin({ unit, amount }: BudgetNote, { costNanos, tokens, unpricedTokens }: SpanUsage): boolean {
  if (amount === undefined) return false;
  if (unit === "currency" && unpricedTokens > MOST_UNPRICED * tokens) return false;
  const spent = unit === "currency" ? costNanos : tokens;
  return spent >= LEAST_SHARE * amount && spent <= amount;
}

function firstOfMonth(day: DayKey): DayKey {
  return `${day.slice(0, 7)}-01`;
}
