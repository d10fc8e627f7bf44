import { NO_TOKENS, TOKEN_FIELDS, type TokenCounts } from "../../shared/tokenCounts.ts";
import { addUses, noSums, tallyOf, type DayFacts, type ModelUse, type MutableDaySums } from "./dayFacts.ts";
import { histogramOf } from "./histogram.ts";

/** Shares above this are all the same: a prompt larger than the known window. */
const MOST_PERCENT = 101;
/** Steps per doubling: the width of a step is 4.4 %. */
const STEPS = 16;

/** The step that a turn's tokens fall into; equal steps count as equal. */
export function turnSizeSlot(tokens: number): number {
  return Math.round(STEPS * Math.log2(1 + tokens));
}

/** Middle of a step of `turnSizeSlot`, in tokens. */
export function tokensOfSlot(slot: number): number {
  return 2 ** (slot / STEPS) - 1;
}

type MutableUse = { -readonly [Field in Exclude<keyof ModelUse, "tokens">]: ModelUse[Field] } & {
  tokens: { -readonly [Field in keyof TokenCounts]: number };
};

type Turns = "families" | "models" | "tools" | "projects";

/** Gathers one session's part in a day. */
export class DayBuilder {
  readonly sums: MutableDaySums = noSums();
  readonly #windowShares = new Map<number, number>();
  readonly #turnSizes = new Map<number, number>();
  readonly #turns: Readonly<Record<Turns, Map<string, number>>> = {
    families: new Map(),
    models: new Map(),
    tools: new Map(),
    projects: new Map(),
  };
  readonly #uses = new Map<string, MutableUse>();

  addWindowShare(share: number): void {
    addOne(this.#windowShares, Math.min(MOST_PERCENT, Math.ceil(100 * share)));
  }

  addTurnSize(tokens: number): void {
    addOne(this.#turnSizes, turnSizeSlot(tokens));
  }

  addTurn(by: Turns, name: string): void {
    addOne(this.#turns[by], name);
  }

  addUse(tool: string, model: string, tokens: TokenCounts, costNanos: number): void {
    const key = `${tool}\n${model}`;
    let use = this.#uses.get(key);
    if (use === undefined)
      this.#uses.set(key, (use = { tool, model, calls: 0, tokens: { ...NO_TOKENS }, costNanos: 0 }));
    use.calls += 1;
    use.costNanos += costNanos;
    for (const field of TOKEN_FIELDS) use.tokens[field] += tokens[field];
  }

  facts(): DayFacts {
    return {
      ...this.sums,
      windowShares: histogramOf(this.#windowShares),
      turnSizes: histogramOf(this.#turnSizes),
      families: tallyOf(this.#turns.families),
      models: tallyOf(this.#turns.models),
      tools: tallyOf(this.#turns.tools),
      projects: tallyOf(this.#turns.projects),
      uses: addUses(this.#uses.values()),
    };
  }
}

function addOne<Key>(times: Map<Key, number>, key: Key): void {
  times.set(key, (times.get(key) ?? 0) + 1);
}
