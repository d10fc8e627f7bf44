import { extractedFacts } from "../extractedFacts.ts";
import { isJsonObject, readText } from "../lines.ts";
import type { LogStore } from "../logStore.ts";

/** What a conversation tells of all its bubbles. */
export interface Conversation {
  readonly startMs: number | undefined;
  /** Model chosen last. */
  readonly model: string | undefined;
  /** Model each bubble was written by, as the person's message before it has it: the assistant's do not name one. */
  readonly models: ReadonlyMap<string, string>;
}

const NOTHING: Conversation = { startMs: undefined, model: undefined, models: new Map() };

const MAX_CONVERSATION_BYTES = 64 * 1024 * 1024;

const CONVERSATION = `SELECT json_extract(CAST(value AS TEXT), '$.createdAt', '$.modelConfig.modelName',
    '$.fullConversationHeadersOnly') AS facts
  FROM cursorDiskKV WHERE key = ? AND octet_length(value) <= ${MAX_CONVERSATION_BYTES} AND json_valid(CAST(value AS TEXT))`;
const MODELS = `SELECT key, json_extract(CAST(value AS TEXT), '$.modelInfo.modelName') AS model
  FROM cursorDiskKV WHERE key IN (SELECT value FROM json_each(?)) AND json_valid(CAST(value AS TEXT))`;

/** Conversations by their ids, each looked up once as long as its bubbles come one after the other. */
export class Conversations {
  readonly #store: LogStore;
  #known = new Map<string, Conversation>();

  constructor(store: LogStore) {
    this.#store = store;
  }

  /** Those of the bubbles that come next; all others are forgotten. */
  prepare(ids: ReadonlySet<string>): void {
    this.#known = new Map([...ids].map((id) => [id, this.#known.get(id) ?? this.#read(id)]));
  }

  get(id: string): Conversation {
    return this.#known.get(id) ?? NOTHING;
  }

  #read(id: string): Conversation {
    const facts = extractedFacts(this.#store.rows(CONVERSATION, `composerData:${id}`)[0]?.["facts"]);
    if (facts === undefined) return NOTHING;
    const [start, model, headers] = facts;
    return {
      startMs: typeof start === "number" ? start : undefined,
      model: readText(model),
      models: this.#modelsOf(id, Array.isArray(headers) ? headers : []),
    };
  }

  #modelsOf(id: string, headers: readonly unknown[]): ReadonlyMap<string, string> {
    const bubbles = headers.flatMap((header) => {
      const bubbleId = isJsonObject(header) ? readText(header["bubbleId"]) : undefined;
      return isJsonObject(header) && bubbleId !== undefined ? [{ bubbleId, isTyped: header["type"] === 1 }] : [];
    });
    const keys = bubbles.filter(({ isTyped }) => isTyped).map(({ bubbleId }) => `bubbleId:${id}:${bubbleId}`);
    const told = new Map(this.#store.rows(MODELS, JSON.stringify(keys)).map((row) => [row["key"], row["model"]]));
    const models = new Map<string, string>();
    let current: string | undefined;
    for (const { bubbleId, isTyped } of bubbles) {
      if (isTyped) current = readText(told.get(`bubbleId:${id}:${bubbleId}`)) ?? current;
      if (current !== undefined) models.set(bubbleId, current);
    }
    return models;
  }
}
