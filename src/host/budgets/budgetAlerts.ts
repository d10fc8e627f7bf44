import { budgetId } from "../../core/budgets/budgetId.ts";
import { budgetAlarm, isOverrunLikely, stepReached } from "../../core/budgets/budgetState.ts";
import { budgetFigures, budgetName } from "../../core/budgets/budgetText.ts";
import type { BudgetStanding } from "../../shared/budgets.ts";
import { describeFault } from "../describeFault.ts";
import { type MeterView, meterState } from "../meterView.ts";
import type { BudgetMemory, BudgetNotes } from "./budgetMemory.ts";
import { budgetStandings } from "./budgetStandings.ts";

/** What a person may do about an alert. */
export type AlertAction = "open" | "quietToday" | "quietPeriod";

export interface BudgetAlertsOptions {
  readonly memory: BudgetMemory;
  /** Shows a message with a button for each action; resolves with the one that was chosen. */
  readonly show: (severity: "information" | "warning", message: string) => PromiseLike<AlertAction | undefined>;
  readonly open: () => void;
  readonly log: (message: string) => void;
}

/**
 * Tells once of each step that a budget reaches, and once that it will not last: in the window that writes the ledger, so that
 * of several windows one tells, and never while logs are being read, when sums grow by what happened long ago. Where several
 * steps were passed meanwhile, the highest is told.
 */
export class BudgetAlerts {
  readonly #options: BudgetAlertsOptions;
  /** What was last told of the meter: a message may be answered days after it came. */
  #latest: MeterView | undefined;

  constructor(options: BudgetAlertsOptions) {
    this.#options = options;
  }

  /** To be called when the meter or the settings changed. */
  update(view: MeterView, nowMs: number): void {
    this.#latest = view;
    if (view.snapshot?.role !== "writer" || meterState(view, nowMs).kind !== "normal") return;
    for (const standing of budgetStandings(view)) this.#consider(standing, view);
  }

  /**
   * Nothing more is told today; what is still true tomorrow is told then.
   * @returns whether it is known what day it is, which takes a snapshot
   */
  snoozeToday({ snapshot }: MeterView): boolean {
    if (snapshot === undefined) return false;
    this.#change({ quietDay: snapshot.periods.day.firstDay });
    return true;
  }

  #consider(standing: BudgetStanding, view: MeterView): void {
    const notes = this.#options.memory.read();
    const id = budgetId(standing.budget);
    const last = notes.told[id];
    const told = last?.firstDay === standing.firstDay ? last : { step: 0, overrun: false };
    const step = stepReached(standing);
    const overrun = isOverrunLikely(standing);
    if (step <= told.step && (!overrun || told.overrun)) return;
    // Kept as untold, so that a step of a month that is reached on a quiet day is told on the next.
    if (isQuiet(notes, id, standing, view)) return;
    const now = { firstDay: standing.firstDay, step: Math.max(step, told.step), overrun: overrun || told.overrun };
    this.#change({ told: { ...notes.told, [id]: now } });
    void this.#tell(standing, view);
  }

  async #tell(standing: BudgetStanding, view: MeterView): Promise<void> {
    const nameOf = (tool: string): string => view.snapshot?.toolNames[tool] ?? tool;
    const name = budgetName(standing.budget, nameOf);
    const figures = budgetFigures(standing, view.currency);
    const severity = budgetAlarm([standing]) === undefined ? "information" : "warning";
    try {
      const action = await this.#options.show(severity, `${name}: ${figures}.`);
      if (action === "open") this.#options.open();
      if (action === "quietToday") this.snoozeToday(this.#latest ?? view);
      if (action === "quietPeriod") this.#quietPeriod(standing);
    } catch (fault) {
      this.#options.log(`budget alert: ${describeFault(fault)}`);
    }
  }

  #quietPeriod({ budget, firstDay }: BudgetStanding): void {
    const { quietPeriods } = this.#options.memory.read();
    this.#change({ quietPeriods: { ...quietPeriods, [budgetId(budget)]: firstDay } });
  }

  #change(changes: Partial<BudgetNotes>): void {
    const { memory, log } = this.#options;
    memory.write({ ...memory.read(), ...changes }).catch((fault: unknown) => {
      log(`budget alert: ${describeFault(fault)}`);
    });
  }
}

function isQuiet(notes: BudgetNotes, id: string, { firstDay }: BudgetStanding, { snapshot }: MeterView): boolean {
  return notes.quietDay === snapshot?.periods.day.firstDay || notes.quietPeriods[id] === firstDay;
}
