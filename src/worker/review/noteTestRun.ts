import type { TestRun } from "../../shared/workerProtocol.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { writeBriefly } from "../ledger/writeBriefly.ts";
import { TestRuns } from "./testRuns.ts";

/** Keeps a test run for the weekly review. @throws UserError where the ledger cannot be written */
export function noteTestRun(run: TestRun, ledger: Ledger): void {
  const runs = new TestRuns(ledger.database);
  writeBriefly(ledger, () => runs.add(run));
}
