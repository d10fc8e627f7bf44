import type { LogStore, StoreRow } from "../logStore.ts";
import type { StepFacts } from "./callOfMessage.ts";
import { factsColumn, factsIn } from "./rowFacts.ts";

/** The end of a step takes some hundred bytes; larger parts are texts and outputs of tools. */
const MAX_STEP_BYTES = 4 * 1024;
const MAX_TYPED_BYTES = 1024 * 1024;

/** The parts of messages in the first generation of the database, as far as they tell of usage. */
export class StoredParts {
  readonly #store: LogStore;
  readonly #hasParts: boolean;

  constructor(store: LogStore) {
    this.#store = store;
    this.#hasParts = store.columns("part").has("message_id");
  }

  /** Tokens and cost of the steps of messages, by the messages' ids. */
  stepsOf(messages: readonly StoreRow[]): ReadonlyMap<string, readonly StepFacts[]> {
    const steps = new Map<string, StepFacts[]>();
    for (const [message, [type, tokens, cost]] of this.#partsOf(messages, ["type", "tokens", "cost"], MAX_STEP_BYTES)) {
      if (type !== "step-finish") continue;
      steps.set(message, [...(steps.get(message) ?? []), { tokens, cost }]);
    }
    return steps;
  }

  /** Ids of messages that have parts, and whether something in them was typed and not put there by the tool. */
  typedIn(messages: readonly StoreRow[]): ReadonlyMap<string, boolean> {
    const typed = new Map<string, boolean>();
    for (const [message, [type, synthetic]] of this.#partsOf(messages, ["type", "synthetic"], MAX_TYPED_BYTES)) {
      typed.set(message, typed.get(message) === true || (type === "text" && synthetic !== true));
    }
    return typed;
  }

  *#partsOf(
    messages: readonly StoreRow[],
    fields: readonly string[],
    limit: number,
  ): Generator<readonly [string, readonly unknown[]]> {
    if (!this.#hasParts || messages.length === 0) return;
    const query = `SELECT p.message_id AS message, ${factsColumn("p", fields, limit)}
      FROM part p WHERE p.message_id IN (SELECT value FROM json_each(?)) ORDER BY p.id`;
    for (const row of this.#store.rows(query, JSON.stringify(messages.map((message) => String(message["id"]))))) {
      const facts = factsIn(row);
      if (typeof facts !== "string") yield [String(row["message"]), facts];
    }
  }
}
