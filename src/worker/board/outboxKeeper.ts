import { randomBytes } from "node:crypto";
import type { OutboxRequest } from "../../shared/board/outbox.ts";
import type { Source } from "../../sources/source.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { answerOutbox } from "./answerOutbox.ts";
import { Outbox } from "./outbox.ts";

/** The outbox of the ledger that is open; a ledger that replaces it has one of its own. */
export class OutboxKeeper {
  readonly #clock: () => number;
  readonly #parser: number;
  #kept: { readonly ledger: Ledger; readonly outbox: Outbox } | undefined;

  constructor(sources: readonly Source[], clock: () => number) {
    this.#clock = clock;
    this.#parser = readersVersion(sources);
  }

  answer(request: OutboxRequest, ledger: Ledger): unknown {
    if (this.#kept?.ledger !== ledger) {
      const tools = { clock: this.#clock, random: randomBytes, parser: this.#parser };
      this.#kept = { ledger, outbox: new Outbox(ledger, tools) };
    }
    return answerOutbox(request, this.#kept.outbox);
  }
}

/** One number for the versions of all readers: grows with each of them. */
function readersVersion(sources: readonly Source[]): number {
  return sources.reduce((sum, { parserVersion }) => sum + parserVersion, 0);
}
