import { Gathering } from "../gathering.ts";
import type { LogStore } from "../logStore.ts";
import type { LogFile, ParserState, ReadTools, StorePiece } from "../source.ts";
import { readBubbles } from "./bubble.ts";
import { bubblesByKey, bubblesByRow, type BubbleRow } from "./bubbleRows.ts";
import { Conversations } from "./conversations.ts";
import { recordsOfBubble } from "./recordsOfBubble.ts";

/** How far the database has been read. A key that is written anew gets a new row, behind all others. */
interface Mark extends ParserState {
  readonly row: number;
  /** Key of that row: another one there means that rows behind it were taken away and others have their numbers now. */
  readonly key: string;
  /** Last key of the first reading, while that is not at its end. */
  readonly scannedTo?: string;
}

/** Rows read again each time, for numbers that were given anew just before the last one. */
const OVERLAP_ROWS = 200;

/** Reads the table of conversations. The other one, with settings and sign-ins, is never asked for anything. */
export function* readCursorStore(
  store: LogStore,
  state: ParserState,
  _file: LogFile,
  { counter }: ReadTools,
): Generator<StorePiece> {
  if (!store.columns("cursorDiskKV").has("value")) {
    // Told once, however often the file changes.
    yield {
      records: [],
      skipped: state["isUnknown"] === true ? {} : { "unknown-format": 1 },
      state: { isUnknown: true },
    };
    return;
  }
  const known = knownMark(store, state);
  const mark = known ?? lastMark(store);
  const isFirst = known === undefined || known.scannedTo !== undefined;
  const conversations = new Conversations(store);
  const pages = isFirst
    ? bubblesByKey(store, known?.scannedTo ?? "")
    : bubblesByRow(store, Math.max(0, mark.row - OVERLAP_ROWS));
  const target = isFirst ? mark : lastMark(store);
  for (const batch of pages) {
    const gathering = readBatch(store, batch, conversations, isFirst ? -1 : mark.row, counter);
    const scannedTo = batch.at(-1)?.key ?? "";
    yield { records: gathering.records, skipped: gathering.skipped, state: isFirst ? { ...mark, scannedTo } : mark };
  }
  yield { records: [], skipped: {}, state: { row: target.row, key: target.key } };
}

function readBatch(
  store: LogStore,
  batch: readonly BubbleRow[],
  conversations: Conversations,
  knownRow: number,
  counter: ReadTools["counter"],
): Gathering {
  const gathering = new Gathering();
  const bubbles = readBubbles(store, batch);
  conversations.prepare(new Set(batch.map(({ key }) => key.split(":")[1] ?? "")));
  for (const [{ row }, bubble] of bubbles) {
    if (bubble === undefined) continue;
    const reading =
      typeof bubble === "string" ? bubble : recordsOfBubble(bubble, conversations.get(bubble.conversationId), counter);
    if (typeof reading !== "string") for (const record of reading) gathering.add(record);
    // What was skipped is told once, however often it is looked at.
    else if (row > knownRow) gathering.skip(reading);
  }
  return gathering;
}

function knownMark(store: LogStore, state: ParserState): Mark | undefined {
  const { row, key, scannedTo } = state;
  if (typeof row !== "number" || typeof key !== "string") return undefined;
  const isThere = store.rows("SELECT 1 FROM cursorDiskKV WHERE rowid = ? AND key = ?", row, key).length > 0;
  return isThere ? { row, key, ...(typeof scannedTo === "string" ? { scannedTo } : {}) } : undefined;
}

function lastMark(store: LogStore): Mark {
  const last = store.rows("SELECT rowid AS row, key FROM cursorDiskKV ORDER BY rowid DESC LIMIT 1")[0];
  return { row: Number(last?.["row"] ?? 0), key: String(last?.["key"] ?? "") };
}
