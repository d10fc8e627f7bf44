import type { CallRecord, SkipReason } from "../../core/usageRecord.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import { Gathering } from "../gathering.ts";
import { isJsonObject, readInstant, readText } from "../lines.ts";
import type { LogStore, StoreRow } from "../logStore.ts";
import { newCall } from "../newCall.ts";
import type { ParserState, StorePiece } from "../source.ts";
import { CAN_READ_ZSTD, threadJson } from "./threadJson.ts";
import { threadTotal } from "./threadTotal.ts";

/** When each thread that was read had last been changed, by its id. */
type Known = Readonly<Record<string, string>>;

const PAGE_ROWS = 200;

/**
 * Reads threads that were changed since, one at a time: a thread is replaced as a whole with every message. Each is held against
 * its own time: a restored thread, or one saved late, may be older than others that were read.
 */
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
  const known = knownIn(state);
  let read: Known = {};
  for (let after = -1; ;) {
    const rows = store.rows(
      `SELECT rowid AS row, id, updated_at, ${about} FROM threads WHERE rowid > ? ORDER BY rowid LIMIT ${PAGE_ROWS}`,
      after,
    );
    const end = Number(rows.at(-1)?.["row"]);
    // None left; or smaller than before, as a damaged table may have it for ever.
    if (!(end > after)) return;
    after = end;
    const before = stateOf({ ...known, ...read });
    for (const row of rows) {
      if (known[String(row["id"])] !== String(row["updated_at"])) yield { ...readThread(store, row), state: before };
    }
    read = { ...read, ...Object.fromEntries(rows.map((row) => [String(row["id"]), String(row["updated_at"])])) };
    const isLast = rows.length < PAGE_ROWS;
    // Threads that were deleted are forgotten at the end.
    yield { records: [], skipped: {}, state: stateOf(isLast ? read : { ...known, ...read }) };
    if (isLast) return;
  }
}

function readThread(store: LogStore, row: StoreRow): Pick<StorePiece, "records" | "skipped"> {
  const gathering = new Gathering();
  const id = String(row["id"]);
  gathering.add({ kind: "session", sessionId: id, parentId: readText(row["parent_id"]), toolVersion: undefined });
  gathering.take(callOfThread(store, row, id));
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

function stateOf(threads: Known): ParserState {
  return { threads, zstd: CAN_READ_ZSTD };
}

function knownIn({ threads, zstd }: ParserState): Known {
  // A thread that could not be decompressed has to be read again by a Node that can.
  if (!isJsonObject(threads) || (zstd !== true && CAN_READ_ZSTD)) return {};
  // Written by `stateOf` alone.
  return threads as Known;
}
