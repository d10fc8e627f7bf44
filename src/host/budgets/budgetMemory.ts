import * as v from "valibot";

import type { Memory } from "../memory.ts";

/** What was told of a budget, in the period that began on a day. */
const toldSchema = v.object({
  firstDay: v.string(),
  /** The highest step that was told, as a share of the limit. */
  step: v.number(),
  /** Whether it was told that the budget will not last. */
  overrun: v.boolean(),
});
export type Told = v.InferOutput<typeof toldSchema>;

const notesSchema = v.object({
  /** By id of the budget. */
  told: v.record(v.string(), toldSchema),
  /** Local day on which nothing is told. */
  quietDay: v.optional(v.string()),
  /** First day of the period in which nothing more is told, by id of the budget. */
  quietPeriods: v.record(v.string(), v.string()),
});
export type BudgetNotes = v.InferOutput<typeof notesSchema>;

const KEY = "tokenLegend.budgetAlerts";

/** What a person was told of their budgets, kept by VS Code. */
export class BudgetMemory {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  read(): BudgetNotes {
    const read = v.safeParse(notesSchema, this.#memory.get(KEY));
    return read.success ? read.output : { told: {}, quietPeriods: {} };
  }

  async write(notes: BudgetNotes): Promise<void> {
    await this.#memory.update(KEY, notes);
  }
}
