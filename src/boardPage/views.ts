import type * as v from "valibot";
import type { BoardClient } from "./boardClient.ts";
import type { Answer, Fault } from "./fault.ts";

/** What is known of a view of the board: the last answer stays while a newer one is on its way, or failed. */
export interface Loaded<Value> {
  readonly value: Value | undefined;
  readonly fault: Fault | undefined;
  readonly isLoading: boolean;
}

type Listener = () => void;

/** As long as the board itself takes to bring its figures up to date. */
const FRESH_MS = 60_000;

/** Keeps the answers of this session, so that a page that was seen before is there at once. */
export class Views {
  readonly client: BoardClient;
  readonly #clock: () => number;
  /** When each answer came. */
  readonly #cameAt = new Map<string, number>();
  readonly #known = new Map<string, Loaded<unknown>>();
  #changes = 0;
  readonly #listeners = new Set<Listener>();

  constructor(client: BoardClient, clock: () => number) {
    this.client = client;
    this.#clock = clock;
  }

  /** The schema is that which the path was loaded with: a path has one. */
  read<Schema extends v.GenericSchema>(path: string, _schema: Schema): Loaded<v.InferOutput<Schema>> {
    return this.#known.get(path) ?? NOTHING;
  }

  /** Asks anew for what is not known, or not of the last minute: each look at names is counted and written down. */
  async loadUnlessFresh(path: string, schema: v.GenericSchema): Promise<void> {
    const cameAt = this.#cameAt.get(path);
    if (cameAt === undefined || this.#clock() - cameAt >= FRESH_MS) await this.load(path, schema);
  }

  /** Something was changed: what is known is shown until it has been asked for anew. */
  expire(): void {
    this.#cameAt.clear();
    this.#changes += 1;
  }

  /** @returns what it failed of; also `undefined` where an answer is on its way already */
  async load(path: string, schema: v.GenericSchema): Promise<Fault | undefined> {
    const before = this.#known.get(path) ?? NOTHING;
    if (before.isLoading) return undefined;
    this.#set(path, { ...before, isLoading: true });
    const answer = await this.#askUnchanged(path, schema);
    const { value } = before;
    if (answer.kind === "ok") {
      this.#cameAt.set(path, this.#clock());
      this.#set(path, { value: answer.value, fault: undefined, isLoading: false });
      return undefined;
    }
    this.#set(path, { value, fault: answer.fault, isLoading: false });
    return answer.fault;
  }

  /** An answer that was under way when something was changed may not know of it, and is asked for once more. */
  async #askUnchanged(path: string, schema: v.GenericSchema): Promise<Answer<unknown>> {
    for (;;) {
      const changes = this.#changes;
      const answer = await this.client.get(path, schema);
      if (answer.kind === "fault" || changes === this.#changes) return answer;
    }
  }

  /** @returns stops listening */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #set(path: string, loaded: Loaded<unknown>): void {
    this.#known.set(path, loaded);
    for (const listener of this.#listeners) listener();
  }
}

const NOTHING: Loaded<unknown> = { value: undefined, fault: undefined, isLoading: false };
