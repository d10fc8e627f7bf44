import { StoreFile } from "../../../support/storeFile.ts";

export const T0 = Date.UTC(2026, 4, 2, 10);

/** Cursor's database, whose keys are replaced by rows at the end. */
export class CursorStore extends StoreFile {
  constructor() {
    super(
      "state.vscdb",
      "CREATE TABLE ItemTable (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB)",
      "CREATE TABLE cursorDiskKV (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB)",
    );
  }

  put(key: string, value: object | string): void {
    this.add("cursorDiskKV", { key, value });
  }

  conversation(id: string, bubbles: readonly (readonly [string, number])[], more: object = {}): void {
    this.put(`composerData:${id}`, {
      composerId: id,
      createdAt: T0,
      modelConfig: { modelName: "gpt-5" },
      fullConversationHeadersOnly: bubbles.map(([bubbleId, type]) => ({ bubbleId, type })),
      ...more,
    });
  }

  typed(conversation: string, id: string, text: string, more: object = {}): void {
    this.#bubble(conversation, id, { type: 1, text, ...more });
  }

  answer(conversation: string, id: string, more: object): void {
    this.#bubble(conversation, id, { type: 2, text: "", ...more });
  }

  #bubble(conversation: string, id: string, value: object): void {
    this.put(`bubbleId:${conversation}:${id}`, {
      _v: 3,
      bubbleId: id,
      createdAt: new Date(T0 + 1000).toISOString(),
      tokenCount: { inputTokens: 0, outputTokens: 0 },
      ...value,
    });
  }
}
