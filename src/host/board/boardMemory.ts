import * as v from "valibot";

import { meViewSchema } from "../../shared/board/meView.ts";
import type { Membership } from "../../shared/board/outbox.ts";
import { volumeViewSchema } from "../../shared/board/volumeView.ts";
import { leftSchema } from "../../shared/teamState.ts";
import type { Memory } from "../memory.ts";

const KEY = "tokenLegend.board";

const keptSchema = v.object({
  v: v.literal(1),
  /** Whom it is of: see `memberName`. */
  of: v.string(),
  name: v.string(),
  listed: v.boolean(),
  handle: v.optional(v.string()),
  fetchedMs: v.optional(v.number()),
  volume: v.optional(volumeViewSchema),
  me: v.optional(meViewSchema),
  /** When evidence was declined: the board is not told, and its question is not shown again for a while. */
  declinedMs: v.optional(v.number()),
});
/** What is remembered of a board between sessions: what it said last, and when. */
export type KeptBoard = Readonly<v.InferOutput<typeof keptSchema>>;

const receiptSchema = v.object({ v: v.literal(1), left: leftSchema });
export type Left = Readonly<v.InferOutput<typeof leftSchema>>;

/** What the board said last, in VS Code's own store: shown at once, with its age, however long the board is away. */
export class BoardMemory {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** What is kept of this member; nothing of another. */
  of(membership: Membership): KeptBoard | undefined {
    const read = v.safeParse(keptSchema, this.#memory.get(KEY));
    return read.success && read.output.of === memberName(membership) ? read.output : undefined;
  }

  async keep(membership: Membership, kept: Omit<KeptBoard, "v" | "of">): Promise<void> {
    await this.#memory.update(KEY, { v: 1, of: memberName(membership), ...kept });
  }

  /** What leaving has deleted, until its reader has closed it. */
  get left(): Left | undefined {
    const read = v.safeParse(receiptSchema, this.#memory.get(KEY));
    return read.success ? read.output.left : undefined;
  }

  async leave(left: Left): Promise<void> {
    await this.#memory.update(KEY, { v: 1, left });
  }

  async forget(): Promise<void> {
    await this.#memory.update(KEY, undefined);
  }
}

function memberName({ url, boardId, memberId }: Membership): string {
  return `${url} ${boardId} ${memberId}`;
}
