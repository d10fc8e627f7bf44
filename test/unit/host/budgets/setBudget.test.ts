import assert from "node:assert/strict";

import { type BudgetDialogs, type Choice, setBudget } from "../../../../src/host/budgets/setBudget.ts";
import type { Budget } from "../../../../src/shared/budgets.ts";
import { makeView } from "../../../support/meterSnapshots.ts";

const MONTHLY: Budget = { period: "month", unit: "currency", limit: 100 };
const DAILY: Budget = { period: "day", unit: "tokens", limit: 5e6, tool: "codex" };

/** A person who picks by label and types what they are told to; `undefined` for Escape. */
class Person implements BudgetDialogs {
  readonly asked: string[] = [];
  readonly refused: string[] = [];
  readonly #answers: (string | undefined)[];

  constructor(...answers: readonly (string | undefined)[]) {
    this.#answers = [...answers];
  }

  pick<Value>(title: string, choices: readonly Choice<Value>[]): Promise<Value | undefined> {
    this.asked.push(`${title} ${choices.map(({ label, description = "" }) => `[${label}${description}]`).join("")}`);
    const label = this.#answers.shift();
    const choice = choices.find((one) => one.label === label);
    assert.ok(label === undefined || choice !== undefined, `${label ?? ""} is among the choices`);
    return Promise.resolve(choice?.value);
  }

  type({ title, prompt, value, validateInput }: Parameters<BudgetDialogs["type"]>[0]): Promise<string | undefined> {
    this.asked.push(`${title}: ${prompt} ${value}`);
    const text = this.#answers.shift();
    const fault = text === undefined ? null : validateInput(text);
    if (fault !== null) this.refused.push(fault);
    return Promise.resolve(text);
  }
}

describe("setBudget", () => {
  it("asks for period, unit, tools and limit where there is no budget yet", async () => {
    const person = new Person("Week, from Monday", "Tokens", "OpenAI Codex", "2.5M");
    const budgets = await setBudget(makeView(), person);
    assert.deepEqual(budgets, [{ period: "week", unit: "tokens", limit: 2_500_000, tool: "codex" }]);
    assert.match(person.asked[2] ?? "", /\[All tools together\]\[Claude Code\]\[OpenAI Codex\]$/);
    assert.match(person.asked[3] ?? "", /^Budget of this week for OpenAI Codex: How many tokens/);
  });

  it("takes money in the currency that is shown, and all tools together", async () => {
    const person = new Person("Calendar month", "Money, in EUR", "All tools together", "80");
    const view = makeView({ currency: { code: "EUR", perUsd: 0.92 } });
    assert.deepEqual(await setBudget(view, person), [{ ...MONTHLY, limit: 80 }]);
    assert.equal(person.asked[3], "Budget of this month: How much, in EUR? ");
  });

  it("changes the limit of one, and leaves the others", async () => {
    const person = new Person("Budget of this month", "Change its limit", "120");
    assert.deepEqual(await setBudget(makeView({ budgets: [MONTHLY, DAILY] }), person), [
      DAILY,
      { ...MONTHLY, limit: 120 },
    ]);
    assert.match(person.asked[0] ?? "", /\[Budget of this month100 USD\]\[Budget of today for OpenAI Codex5,000,000 t/);
    assert.match(person.asked[2] ?? "", / 100$/, "begins with the limit there is");
  });

  it("removes one", async () => {
    const person = new Person("Budget of today for OpenAI Codex", "Remove it");
    assert.deepEqual(await setBudget(makeView({ budgets: [MONTHLY, DAILY] }), person), [MONTHLY]);
  });

  it("replaces the budget of the same period, unit and tools by a new one", async () => {
    const person = new Person("$(add) Another budget…", "Calendar month", "Money, in USD", "All tools together", "7");
    assert.deepEqual(await setBudget(makeView({ budgets: [MONTHLY] }), person), [{ ...MONTHLY, limit: 7 }]);
  });

  it("changes nothing where the person leaves at any step", async () => {
    const made = ["Day", "Tokens", "All tools together"];
    for (let steps = 0; steps <= made.length; steps += 1) {
      assert.equal(await setBudget(makeView(), new Person(...made.slice(0, steps))), undefined);
    }
    const changed = ["Budget of this month", "Change its limit"];
    for (let steps = 0; steps <= changed.length; steps += 1) {
      const view = makeView({ budgets: [MONTHLY] });
      assert.equal(await setBudget(view, new Person(...changed.slice(0, steps))), undefined);
    }
  });

  it("takes no limit that is no number above 0", async () => {
    for (const typed of ["0", "-1", "much"]) {
      const person = new Person("Day", "Tokens", "All tools together", typed);
      assert.equal(await setBudget(makeView(), person), undefined);
      assert.deepEqual(person.refused, ["Type a number above 0, such as 50 or 2.5M."]);
    }
  });
});
