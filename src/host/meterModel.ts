import type { Budget } from "../shared/budgets.ts";
import { type Currency, US_DOLLAR } from "../shared/currency.ts";
import type { MeterSnapshot, Problem } from "../shared/meterSnapshot.ts";
import type { MeterView, WorkerHealth } from "./meterView.ts";

/** Holds what the host knows: the latest snapshot, the worker's health and what is under way here. */
export class MeterModel {
  readonly #onChange: () => void;
  #view: MeterView = {
    snapshot: undefined,
    worker: { kind: "starting" },
    isRescanning: false,
    isGameOn: true,
    currency: US_DOLLAR,
    budgets: [],
    hostProblems: [],
  };
  #rescans = 0;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get view(): MeterView {
    return this.#view;
  }

  setSnapshot(snapshot: MeterSnapshot): void {
    this.#update({ snapshot });
  }

  setWorker(worker: WorkerHealth): void {
    // A worker that is being started again after failures has not made anything good yet.
    if (worker.kind === "starting" && this.#view.worker.kind === "down") return;
    this.#update({ worker });
  }

  setSettings(settings: {
    readonly isGameOn: boolean;
    readonly currency: Currency;
    readonly budgets: readonly Budget[];
    readonly problems: readonly Problem[];
  }): void {
    const { isGameOn, currency, budgets, problems } = settings;
    this.#update({ isGameOn, currency, budgets, hostProblems: problems });
  }

  /** Shows a rescan for as long as it runs. */
  async whileRescanning(rescan: () => Promise<unknown>): Promise<void> {
    this.#rescans += 1;
    this.#update({ isRescanning: true });
    try {
      await rescan();
    } finally {
      this.#rescans -= 1;
      this.#update({ isRescanning: this.#rescans > 0 });
    }
  }

  #update(changes: Partial<MeterView>): void {
    this.#view = { ...this.#view, ...changes };
    this.#onChange();
  }
}
