import type { MonthlyBudget } from "../../shared/workerProtocol.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { writeBriefly } from "../ledger/writeBriefly.ts";
import { OutcomeStore } from "./outcomeStore.ts";

/** Keeps the monthly budget where it is another than before. @throws UserError where the ledger cannot be written */
export function noteBudget(budget: MonthlyBudget | null, ledger: Ledger, nowMs: number): void {
  const store = new OutcomeStore(ledger.database);
  writeBriefly(ledger, () => store.noteBudget(budget, nowMs));
}
