import type { SessionRecord } from "../../core/usageRecord.ts";
import { readText } from "../lines.ts";
import type { LogStore, StoreRow } from "../logStore.ts";
import type { SessionFacts } from "./callOfMessage.ts";

/** What the database tells of sessions. */
export class StoredSessions {
  readonly #store: LogStore;
  readonly #query: string | undefined;

  /** @param tables the first of them that is there is asked */
  constructor(store: LogStore, ...tables: readonly string[]) {
    this.#store = store;
    const table = tables.find((name) => store.columns(name).has("id"));
    this.#query = table === undefined ? undefined : queryOf(table, store.columns(table));
  }

  /** The sessions of messages by their ids, and what is to be noted of them. */
  of(messages: readonly StoreRow[]): {
    readonly facts: ReadonlyMap<string, SessionFacts>;
    readonly records: readonly SessionRecord[];
  } {
    const ids = [...new Set(messages.map((row) => String(row["session"])))];
    const rows = this.#query === undefined ? [] : this.#store.rows(this.#query, JSON.stringify(ids));
    const facts = new Map<string, SessionFacts>(ids.map((id) => [id, { id }]));
    for (const row of rows) facts.set(String(row["id"]), factsOf(row));
    return { facts, records: rows.map(recordOf) };
  }
}

/** Columns have come with the versions. */
function queryOf(table: string, columns: ReadonlySet<string>): string {
  const names = ["parent_id", "fork_session_id", "version", "directory", "time_created"];
  const selected = names.map((name) => `${columns.has(name) ? name : "NULL"} AS ${name}`);
  return `SELECT id, ${selected.join(", ")} FROM ${table} WHERE id IN (SELECT value FROM json_each(?))`;
}

function factsOf(row: StoreRow): SessionFacts {
  const start = row["time_created"];
  return {
    id: String(row["id"]),
    parentId: readText(row["parent_id"]),
    directory: readText(row["directory"]),
    startMs: typeof start === "number" ? start : undefined,
  };
}

function recordOf(row: StoreRow): SessionRecord {
  return {
    kind: "session",
    sessionId: String(row["id"]),
    parentId: readText(row["parent_id"]) ?? readText(row["fork_session_id"]),
    toolVersion: readText(row["version"]),
  };
}
