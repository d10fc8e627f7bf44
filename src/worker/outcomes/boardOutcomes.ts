import { outcomeDays, type OutcomeFigures } from "../../core/outcomes/outcomeDays.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { TestRuns } from "../review/testRuns.ts";
import { OutcomeStore } from "./outcomeStore.ts";

const DAY_MS = 86_400_000;

/** What a board may be told of outcomes by who chose so: counts by day, and not a word of where. */
export function boardOutcomes({ database, reader }: Ledger, nowMs: number): readonly OutcomeFigures[] {
  const costNanosOf = (day: number): number =>
    reader.sums.total({ fromMs: day * DAY_MS, toMs: (day + 1) * DAY_MS }).costNanos;
  const runs = new TestRuns(database).between(0, nowMs);
  return outcomeDays(new OutcomeStore(database).commits(), runs, costNanosOf, nowMs);
}
