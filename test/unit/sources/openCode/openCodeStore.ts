import { StoreFile } from "../../../support/storeFile.ts";

const OLD = [
  `CREATE TABLE session (id TEXT PRIMARY KEY, parent_id TEXT, directory TEXT, version TEXT, time_created INTEGER)`,
  `CREATE TABLE message (id TEXT PRIMARY KEY, session_id TEXT, time_created INTEGER, time_updated INTEGER, data TEXT)`,
  `CREATE TABLE part (id TEXT PRIMARY KEY, message_id TEXT, session_id TEXT, data TEXT)`,
  "CREATE INDEX part_message ON part (message_id)",
];
const NEW = [
  `CREATE TABLE session_v2 (id TEXT PRIMARY KEY, parent_id TEXT, fork_session_id TEXT, directory TEXT, version TEXT,
    time_created INTEGER)`,
  `CREATE TABLE session_message (id TEXT PRIMARY KEY, session_id TEXT, type TEXT, seq INTEGER, time_created INTEGER,
    time_updated INTEGER, data TEXT)`,
];

export const T0 = Date.UTC(2026, 4, 2, 10);

export interface Written {
  readonly input?: number;
  readonly output?: number;
  readonly reasoning?: number;
  readonly read?: number;
  readonly write?: number;
  readonly total?: number;
}

export function written({ input = 0, output = 0, reasoning = 0, read = 0, write = 0, total }: Written): object {
  return { input, output, reasoning, cache: { read, write }, ...(total === undefined ? {} : { total }) };
}

/** An answer as the first generation writes it; `completed` is `undefined` while it is being written. */
export function answer(tokens: Written, more: object = {}): Readonly<Record<string, unknown>> {
  return {
    role: "assistant",
    time: { created: T0, completed: T0 + 9_000 },
    modelID: "claude-sonnet-4.6",
    providerID: "anthropic",
    path: { cwd: "/home/ann/shop", root: "/home/ann/shop" },
    cost: 0,
    tokens: written(tokens),
    finish: "stop",
    ...more,
  };
}

/** The same in the second generation. */
export function newAnswer(tokens: Written, more: object = {}): object {
  return {
    agent: "build",
    model: { id: "claude-sonnet-4.6", providerID: "anthropic" },
    time: { created: T0, completed: T0 + 9_000 },
    content: [],
    cost: 0,
    tokens: written(tokens),
    ...more,
  };
}

/** A database as the tool makes it, of one generation or brought from the first to the second. */
export class OpenCodeStore extends StoreFile {
  constructor(generation: "old" | "new" | "both") {
    super("opencode.db", ...(generation === "new" ? [] : OLD), ...(generation === "old" ? [] : NEW));
  }

  session(id: string, more: { readonly parent?: string; readonly start?: number } = {}): void {
    this.add("session", {
      id,
      parent_id: more.parent ?? null,
      directory: "/home/ann/fallback",
      version: "1.2.3",
      time_created: more.start ?? T0 - 1000,
    });
  }

  newSession(
    id: string,
    more: { readonly parent?: string; readonly fork?: string; readonly start?: number } = {},
  ): void {
    this.add("session_v2", {
      id,
      parent_id: more.parent ?? null,
      fork_session_id: more.fork ?? null,
      directory: "/home/ann/shop",
      version: "2.0.3",
      time_created: more.start ?? T0 - 1000,
    });
  }

  message(id: string, session: string, data: object): void {
    this.add("message", { id, session_id: session, time_created: T0, time_updated: T0, data });
  }

  part(id: string, message: string, data: object): void {
    this.add("part", { id, message_id: message, session_id: "", data });
  }

  event(id: string, session: string, type: string, data: object): void {
    this.add("session_message", { id, session_id: session, type, seq: 1, time_created: T0, time_updated: T0, data });
  }

  /** A message some person typed, in the first generation. */
  typed(id: string, session: string, created: number): void {
    this.message(id, session, { role: "user", time: { created } });
    this.part(`${id}-part`, id, { type: "text", text: "hello" });
  }
}
