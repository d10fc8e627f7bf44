import { OUTCOMES_UPLOAD, type Uploads } from "../../shared/teamQuestions.ts";
import type { BoardClient } from "../../sync/boardClient.ts";
import { boardFaultText } from "../../sync/boardFaultText.ts";
import type { BoardTools } from "./boardTools.ts";

/** Repositories are read every few hours; more often there is nothing new to tell. */
const SEND_EVERY_MS = 60 * 60_000;

/** Tells the board what came of the days, for who turned that on: absolute counts, so that telling them again changes nothing. */
export class OutcomeSender {
  readonly #tools: Pick<BoardTools, "ask" | "clock" | "sharesOutcomes">;
  #lookedMs = -Infinity;
  #told = "";
  #shown: Uploads[number] | undefined;

  constructor(tools: Pick<BoardTools, "ask" | "clock" | "sharesOutcomes">) {
    this.#tools = tools;
  }

  /** What was sent last, as it was sent; nothing before that. */
  get last(): Uploads {
    return this.#shown === undefined ? [] : [this.#shown];
  }

  /** Sends what has changed, where that is due. @throws what asking the outbox throws */
  async send(client: () => Promise<{ readonly client: BoardClient }>): Promise<void> {
    const { ask, clock, sharesOutcomes } = this.#tools;
    const nowMs = clock.nowMs();
    // A clock that was set back must not stop it for ever.
    if (!sharesOutcomes() || Math.abs(nowMs - this.#lookedMs) < SEND_EVERY_MS) return;
    this.#lookedMs = nowMs;
    const figures = await ask("boardOutcomes", null);
    const text = JSON.stringify(figures);
    // Nothing is news only where there was something.
    if (text === this.#told || (figures.length === 0 && this.#told === "")) return;
    const days = figures.map((day) => ({ ...day, rev: nowMs }));
    const reply = await (await client()).client.sendOutcomes(days);
    if (reply.ok) this.#told = text;
    this.#shown = {
      batchId: OUTCOMES_UPLOAD,
      seq: 0,
      sentMs: nowMs,
      rows: days.length,
      outcome: reply.ok
        ? { kind: "stored", accepted: reply.value.accepted, stale: days.length - reply.value.accepted, refused: 0 }
        : { kind: "refused", cause: boardFaultText(reply.fault) },
      text: JSON.stringify({ v: 1, days }),
    };
  }
}
