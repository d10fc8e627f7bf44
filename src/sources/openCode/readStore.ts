import type { LogStore } from "../logStore.ts";
import type { ParserState, StorePiece } from "../source.ts";
import { messageTable } from "./messageTable.ts";
import { readMessages, type MessageTable } from "./readMessages.ts";
import { sessionMessageTable } from "./sessionMessageTable.ts";

/**
 * Reads a database of either generation. One that was brought to the second has its older messages in both tables; one that
 * was only opened by it has them in the old table alone, or nothing in the new one. So both are read.
 */
export function* readOpenCodeStore(store: LogStore, state: ParserState): Generator<StorePiece> {
  const hasOld = store.columns("message").has("data");
  const hasNew = store.columns("session_message").has("seq");
  const tables: readonly MessageTable[] = [
    ...(hasNew ? [sessionMessageTable(store, hasOld)] : []),
    ...(hasOld ? [messageTable(store, hasNew)] : []),
  ];
  if (tables.length === 0) {
    // Told once, however often the file changes.
    const skipped = state["isUnknown"] === true ? {} : { "unknown-format": 1 };
    yield { records: [], skipped, state: { isUnknown: true } };
  }
  let marks: ParserState = {};
  for (const { name } of tables) marks = { ...marks, [name]: state[name] };
  for (const table of tables) {
    for (const { gathering, mark } of readMessages(store, table, state[table.name])) {
      marks = { ...marks, [table.name]: mark };
      yield { records: gathering.records, skipped: gathering.skipped, state: marks };
    }
  }
}
