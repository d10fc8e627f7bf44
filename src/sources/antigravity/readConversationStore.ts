import { Gathering } from "../gathering.ts";
import { isJsonObject } from "../lines.ts";
import type { LogStore } from "../logStore.ts";
import type { LogFile, ParserState, StorePiece } from "../source.ts";
import { readConversation, type Conversation } from "./conversation.ts";
import { readGeneration } from "./generation.ts";
import { readPrompts } from "./prompts.ts";

/** Rows are read by this many, as each holds the whole prompt of a call. */
const PIECE_ROWS = 50;

/** The latest rows are read again each time, as they may be written anew with the same length. */
const UNSETTLED_ROWS = 5;

/** Lengths of the rows that were read, by their keys: after going back in a conversation, keys are used anew. */
type Lengths = Readonly<Record<string, number>>;

interface Row {
  readonly index: number;
  readonly bytes: number;
}

/** Reads a conversation's database: calls are rows of `gen_metadata`, prompts rows of `steps`. */
export function* readConversationStore(store: LogStore, state: ParserState, file: LogFile): Generator<StorePiece> {
  if (!store.columns("gen_metadata").has("data")) {
    yield* noteUnknown(store, state);
    return;
  }
  const conversation = readConversation(store, file);
  const rows = listRows(store);
  const read = lengthsOf(state, rows);
  const settled = rows.length - UNSETTLED_ROWS;
  const news = rows.filter((row, position) => position >= settled || read[row.index] !== row.bytes);
  let gathering = new Gathering();
  tellSession(store, conversation, gathering);
  for (const [position, { index }] of news.entries()) {
    if (position > 0 && position % PIECE_ROWS === 0) {
      // What is known grows with the conversation, so it is handed over at the end alone: cut short, all is read again.
      yield { state: {}, records: gathering.records, skipped: gathering.skipped };
      gathering = new Gathering();
    }
    const outcome = readRow(store, index, conversation);
    // What is skipped in a row is counted when it is first read.
    if (typeof outcome !== "string" || read[index] === undefined) gathering.take(outcome);
  }
  const lengths: Lengths = Object.fromEntries(rows.map(({ index, bytes }) => [index, bytes]));
  yield { state: { lengths }, records: gathering.records, skipped: gathering.skipped };
}

/** A database without the table is new and still empty, or of a version that is not known. */
function* noteUnknown(store: LogStore, state: ParserState): Generator<StorePiece> {
  if (state["isUnknown"] === true || store.columns("steps").size === 0) return;
  yield { state: { isUnknown: true }, records: [], skipped: { "unknown-format": 1 } };
}

function listRows(store: LogStore): readonly Row[] {
  return store
    .rows("SELECT idx, length(data) AS bytes FROM gen_metadata ORDER BY idx")
    .map((row) => ({ index: Number(row["idx"]), bytes: Number(row["bytes"]) }));
}

/** What was read of the rows that are still there. */
function lengthsOf(state: ParserState, rows: readonly Row[]): Lengths {
  const saved = state["lengths"];
  const lengths: Record<string, number> = {};
  if (!isJsonObject(saved)) return lengths;
  for (const { index } of rows) {
    const bytes = saved[index];
    if (typeof bytes === "number") lengths[index] = bytes;
  }
  return lengths;
}

function readRow(store: LogStore, index: number, conversation: Conversation): ReturnType<typeof readGeneration> {
  const data = store.rows("SELECT data FROM gen_metadata WHERE idx = ?", index)[0]?.["data"];
  return data instanceof Uint8Array ? readGeneration(data, index, conversation) : undefined;
}

function tellSession(store: LogStore, conversation: Conversation, gathering: Gathering): void {
  const { id, parentId } = conversation;
  if (parentId !== undefined) gathering.add({ kind: "session", sessionId: id, parentId, toolVersion: undefined });
  else for (const prompt of readPrompts(store, id)) gathering.add(prompt);
}
