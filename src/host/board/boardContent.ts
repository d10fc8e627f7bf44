import type { Membership } from "../../shared/board/outbox.ts";
import type { BoardContent as Content } from "../../shared/teamQuestions.ts";
import type { BoardClient } from "../../sync/boardClient.ts";
import { boardFaultText } from "../../sync/boardFaultText.ts";
import type { BoardMemory, KeptBoard } from "./boardMemory.ts";

/** Content that is younger is not asked for again unless somebody wants it: reads of names are few an hour. */
const FRESH_MS = 5 * 60_000;

/** Evidence is asked for once in 30 days. */
const ASKED_EVERY_MS = 30 * 86_400_000;

export interface BoardContentOptions {
  readonly memory: BoardMemory;
  readonly nowMs: () => number;
  readonly onChange: () => void;
}

/** What the board says, as it was last heard: kept, shown with its age, and asked for without anybody waiting. */
export class BoardContent {
  readonly #options: BoardContentOptions;
  #failure: string | undefined;
  #fetching: Promise<void> | undefined;
  #triedMs = -Infinity;

  constructor(options: BoardContentOptions) {
    this.#options = options;
  }

  /** Why nothing newer was heard. */
  get failure(): string | undefined {
    return this.#failure;
  }

  of(membership: Membership): Content {
    const { volume, me, declinedMs = -Infinity } = this.#options.memory.of(membership) ?? {};
    const isDeclined = this.#options.nowMs() - declinedMs < ASKED_EVERY_MS;
    return {
      ...(volume === undefined ? {} : { volume }),
      ...(me === undefined ? {} : { me: { ...me, evidenceAsked: me.evidenceAsked && !isDeclined } }),
    };
  }

  isFresh(): boolean {
    return Math.abs(this.#options.nowMs() - this.#triedMs) < FRESH_MS;
  }

  /** Asks the board; who asks meanwhile gets the same answer. Never rejects for a fault of the board. */
  fetch(membership: Membership, client: BoardClient): Promise<void> {
    this.#fetching ??= this.#fetch(membership, client).finally(() => {
      this.#fetching = undefined;
    });
    return this.#fetching;
  }

  async #fetch(membership: Membership, client: BoardClient): Promise<void> {
    const { memory, nowMs, onChange } = this.#options;
    this.#triedMs = nowMs();
    const [volume, me] = await Promise.all([client.volume(), client.page()]);
    const kept = memory.of(membership);
    const fault = volume.ok ? (me.ok ? undefined : me.fault) : volume.fault;
    this.#failure = fault === undefined ? undefined : boardFaultText(fault);
    if (volume.ok || me.ok) {
      await memory.keep(membership, {
        ...(kept ?? UNKNOWN),
        ...(volume.ok ? { volume: volume.value } : {}),
        ...(me.ok ? { me: me.value, listed: me.value.listed, handle: me.value.handle } : {}),
        fetchedMs: nowMs(),
      });
    }
    onChange();
  }
}

const UNKNOWN: Omit<KeptBoard, "v" | "of"> = { name: "", listed: false };
