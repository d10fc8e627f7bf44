import { extractedFacts } from "../extractedFacts.ts";
import { isJsonObject, readText } from "../lines.ts";
import type { LogStore } from "../logStore.ts";

/** What a conversation tells of all its bubbles. */
export interface Conversation {
  readonly startMs: number | undefined;
  /** Model chosen last. */
  readonly model: string | undefined;
  /** Model a bubble was written by, as the person's message before it has it: the assistant's do not name one. */
  readonly modelOf: (bubbleId: string) => string | undefined;
}

const NOTHING: Conversation = { startMs: undefined, model: undefined, modelOf: () => undefined };

const MAX_CONVERSATION_BYTES = 64 * 1024 * 1024;

const CONVERSATION = `SELECT json_extract(CAST(value AS TEXT), '$.createdAt', '$.modelConfig.modelName',
    '$.fullConversationHeadersOnly') AS facts
  FROM cursorDiskKV WHERE key = ? AND octet_length(value) <= ${MAX_CONVERSATION_BYTES} AND json_valid(CAST(value AS TEXT))`;
const MODEL = `SELECT json_extract(CAST(value AS TEXT), '$.modelInfo.modelName') AS model
  FROM cursorDiskKV WHERE key = ? AND json_valid(CAST(value AS TEXT))`;

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
      modelOf: this.#modelsBefore(id, Array.isArray(headers) ? headers : []),
    };
  }

  /** Looks into no more of a person's messages than is asked for: they have files and the like in them. */
  #modelsBefore(id: string, headers: readonly unknown[]): Conversation["modelOf"] {
    /** The person's message that each bubble is or follows, and for that one the person's message before it. */
    const asked = new Map<string, string | undefined>();
    const earlier = new Map<string, string | undefined>();
    let last: string | undefined;
    for (const header of headers) {
      const bubbleId = isJsonObject(header) ? readText(header["bubbleId"]) : undefined;
      if (!isJsonObject(header) || bubbleId === undefined) continue;
      if (header["type"] === 1) {
        if (!earlier.has(bubbleId)) earlier.set(bubbleId, last);
        last = bubbleId;
      }
      asked.set(bubbleId, last);
    }
    const models = new Map<string, string | undefined>();
    return (bubbleId) => {
      const passed: string[] = [];
      let model: string | undefined;
      for (let typed = asked.get(bubbleId); typed !== undefined && model === undefined; typed = earlier.get(typed)) {
        passed.push(typed);
        if (models.has(typed)) {
          model = models.get(typed);
          break;
        }
        model = readText(this.#store.rows(MODEL, `bubbleId:${id}:${typed}`)[0]?.["model"]);
      }
      for (const typed of passed) models.set(typed, model);
      return model;
    };
  }
}
