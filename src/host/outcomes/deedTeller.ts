import type { LogOutputChannel } from "vscode";

import type { WorkerRequests } from "../../shared/workerProtocol.ts";
import { monthlyBudget } from "../budgets/monthlyBudget.ts";
import type { Clock } from "../clock.ts";
import { describeFault } from "../describeFault.ts";
import type { Disposable } from "../disposableStore.ts";
import { watchTestRuns } from "../review/watchTestRuns.ts";
import type { Settings } from "../settings.ts";

type Told = "noteTestRun" | "noteBudget";
type Request = <Name extends Told>(name: Name, argument: WorkerRequests[Name]["argument"]) => Promise<unknown>;

/** Tells the worker of what no log holds and badges go by: test runs that end in this window, and the monthly budget. */
export class DeedTeller implements Disposable {
  readonly #request: Request;
  readonly #log: Pick<LogOutputChannel, "warn">;
  readonly #testRuns: Disposable;
  #budget: string | undefined;

  constructor(request: Request, clock: Pick<Clock, "nowMs">, log: Pick<LogOutputChannel, "warn">) {
    this.#request = request;
    this.#log = log;
    const nowMs = (): number => clock.nowMs();
    this.#testRuns = watchTestRuns(nowMs, (run) => this.#tell("noteTestRun", run));
  }

  /** Tells it where it is another than it was last told. */
  tellBudget({ budgets, currency }: Pick<Settings, "budgets" | "currency">): void {
    const budget = monthlyBudget(budgets, currency);
    const text = JSON.stringify(budget);
    if (text === this.#budget) return;
    this.#budget = text;
    this.#tell("noteBudget", budget);
  }

  dispose(): void {
    this.#testRuns.dispose();
  }

  #tell<Name extends Told>(name: Name, argument: WorkerRequests[Name]["argument"]): void {
    this.#request(name, argument).catch((fault: unknown) => this.#log.warn(`${name}: ${describeFault(fault)}`));
  }
}
