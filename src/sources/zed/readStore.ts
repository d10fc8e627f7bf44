import type { CallRecord, SkipReason } from "../../core/usageRecord.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import { Gathering } from "../gathering.ts";
import { isJsonObject, readInstant, readText } from "../lines.ts";
import type { LogStore, StoreRow } from "../logStore.ts";
import { newCall } from "../newCall.ts";
import type { ParserState, StorePiece } from "../source.ts";
import { CAN_READ_ZSTD, threadJson } from "./threadJson.ts";
import { threadTotal } from "./threadTotal.ts";

/** How far the threads have been read, in the order they were last changed. */
interface Mark extends ParserState {
  readonly updated: string;
  readonly row: number;
  /** A thread that could not be decompressed has to be read again by a Node that can. */
  readonly zstd: boolean;
}

const PAGE_ROWS = 200;

/** Reads threads that were changed since, one at a time: a thread is replaced as a whole with every message. */
export function* readZedStore(store: LogStore, state: ParserState): Generator<StorePiece> {
  const columns = store.columns("threads");
  if (!columns.has("data_type")) {
    // Told once, however often the file changes.
    yield {
      records: [],
      skipped: state["isUnknown"] === true ? {} : { "unknown-format": 1 },
      state: { isUnknown: true },
    };
    return;
  }
  const column = (name: string): string => `${columns.has(name) ? name : "NULL"} AS ${name}`;
  const about = ["parent_id", "folder_paths", "folder_paths_order", "created_at"].map(column).join(", ");
  const known = markIn(state);
  let mark = known;
  for (;;) {
    // Same instants are looked at again: nothing tells which of them are new.
    const rows = store.rows(
      `SELECT rowid AS row, id, updated_at, ${about} FROM threads
       WHERE (updated_at, rowid) > (?, ?) ORDER BY updated_at, rowid LIMIT ${PAGE_ROWS}`,
      mark.updated,
      mark === known ? -1 : mark.row,
    );
    const end = rows.at(-1);
    if (end === undefined) return;
    for (const row of rows) {
      const updated = String(row["updated_at"]);
      const isKnown = updated === known.updated && Number(row["row"]) <= known.row;
      mark = { updated, row: Number(row["row"]), zstd: CAN_READ_ZSTD };
      yield { ...readThread(store, row, isKnown), state: mark };
    }
    if (rows.length < PAGE_ROWS) return;
  }
}

function readThread(store: LogStore, row: StoreRow, isKnown: boolean): Pick<StorePiece, "records" | "skipped"> {
  const gathering = new Gathering();
  const id = String(row["id"]);
  gathering.add({ kind: "session", sessionId: id, parentId: readText(row["parent_id"]), toolVersion: undefined });
  const call = callOfThread(store, row, id);
  // What was skipped is told once, however often it is looked at.
  if (typeof call !== "string" || !isKnown) gathering.take(call);
  return gathering;
}

/** Dated by its beginning, which stays while the rest of the row is replaced. */
function callOfThread(store: LogStore, row: StoreRow, id: string): CallRecord | SkipReason | undefined {
  const [stored] = store.rows("SELECT data_type, data FROM threads WHERE rowid = ?", Number(row["row"]));
  if (stored === undefined) return undefined;
  const thread = threadJson(stored["data_type"], stored["data"]);
  if (typeof thread === "string") return thread;
  const tokens = threadTotal(thread);
  if (tokens === undefined) return "wrong-type";
  if (totalTokens(tokens) === 0) return undefined;
  const atMs = readInstant(row["created_at"]) ?? readInstant(row["updated_at"]);
  if (atMs === undefined) return "no-time";
  const model = thread["model"];
  const isChild = readText(row["parent_id"]) !== undefined;
  return newCall({
    family: `thread:${id}`,
    atMs,
    model: isJsonObject(model) ? (readText(model["model"]) ?? "") : "",
    tokens,
    quality: "session-total",
    sessionId: id,
    agentId: isChild ? id : undefined,
    copyRank: isChild ? 1 : 0,
    ownerMs: atMs,
    cwd: firstFolder(row["folder_paths"], row["folder_paths_order"]),
  });
}

/** Folders are stored in the order of the alphabet, a line each, with the places the user has them in beside them. */
function firstFolder(folders: unknown, order: unknown): string | undefined {
  const paths = readText(folders)?.split("\n") ?? [];
  const places = readText(order)?.split(",") ?? [];
  const first = places.findIndex((place) => place.trim() === "0");
  return readText(paths[Math.max(0, first)]);
}

function markIn(state: ParserState): Mark {
  const { updated, row, zstd } = state;
  const isUsable = typeof updated === "string" && typeof row === "number" && (zstd === true || !CAN_READ_ZSTD);
  return isUsable ? { updated, row, zstd: CAN_READ_ZSTD } : { updated: "", row: -1, zstd: CAN_READ_ZSTD };
}
