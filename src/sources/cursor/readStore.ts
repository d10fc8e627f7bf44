import { Gathering } from "../gathering.ts";
import type { LogStore } from "../logStore.ts";
import { rowAnchors, standingRow, type RowAnchor } from "../rowAnchors.ts";
import type { LogFile, ParserState, ReadTools, StorePiece } from "../source.ts";
import { readBubbles } from "./bubble.ts";
import { bubblesByKey, bubblesByRow, type BubbleRow } from "./bubbleRows.ts";
import { Conversations } from "./conversations.ts";
import { recordsOfBubble } from "./recordsOfBubble.ts";

/** How far the database has been read. A key that is written anew gets a new row, behind all others. */
interface Mark extends ParserState {
  readonly anchors: readonly RowAnchor[];
  /** Last key of the first reading, while that is not at its end. */
  readonly scannedTo?: string;
}

const TABLE = "cursorDiskKV";
/** Rows read again each time, for numbers that were given anew just before the last one. */
const OVERLAP_ROWS = 200;

/** Reads the table of conversations. The other one, with settings and sign-ins, is never asked for anything. */
export function* readCursorStore(
  store: LogStore,
  state: ParserState,
  _file: LogFile,
  { counter }: ReadTools,
): Generator<StorePiece> {
  if (!store.columns(TABLE).has("value")) {
    // Told once, however often the file changes.
    yield {
      records: [],
      skipped: state["isUnknown"] === true ? {} : { "unknown-format": 1 },
      state: { isUnknown: true },
    };
    return;
  }
  const known = standingRow(store, TABLE, "key", state["anchors"]);
  const scannedTo = known > 0 && typeof state["scannedTo"] === "string" ? state["scannedTo"] : "";
  const isFirst = known === 0 || scannedTo !== "";
  // As of before the reading: what is written meanwhile is behind it.
  const mark: Mark = isFirst && scannedTo !== "" ? { anchors: anchorsIn(state) } : { anchors: lastAnchors(store) };
  const conversations = new Conversations(store);
  const pages = isFirst ? bubblesByKey(store, scannedTo) : bubblesByRow(store, Math.max(0, known - OVERLAP_ROWS));
  for (const batch of pages) {
    const { records, skipped } = readBatch(store, batch, conversations, isFirst ? 0 : known, counter);
    yield { records, skipped, state: isFirst ? { ...mark, scannedTo: batch.at(-1)?.key ?? "" } : state };
  }
  yield { records: [], skipped: {}, state: mark };
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

function lastAnchors(store: LogStore): readonly RowAnchor[] {
  const [last] = store.rows(`SELECT max(rowid) AS row FROM ${TABLE}`);
  return rowAnchors(store, TABLE, "key", Number(last?.["row"] ?? 0));
}

function anchorsIn(state: ParserState): readonly RowAnchor[] {
  // They were just found to stand, at least one of them.
  return state["anchors"] as readonly RowAnchor[];
}
