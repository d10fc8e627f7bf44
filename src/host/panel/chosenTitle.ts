import type { Memory } from "../memory.ts";

const KEY = "tokenLegend.title";

/** The title that its holder chose, kept by VS Code. */
export class ChosenTitle {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  get current(): string | undefined {
    const stored = this.#memory.get(KEY);
    return typeof stored === "string" ? stored : undefined;
  }

  async choose(title: string | undefined): Promise<void> {
    await this.#memory.update(KEY, title);
  }
}
