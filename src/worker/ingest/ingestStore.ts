import type { ParserState, StoreFormat } from "../../sources/source.ts";
import type { FileCursor } from "../ledger/fileCursor.ts";
import { countSamples } from "./countSamples.ts";
import type { FoundLog } from "./findLogs.ts";
import type { IngestedPiece } from "./ingestedPiece.ts";
import type { IngestLogTools } from "./ingestLogTools.ts";
import { logFileOf } from "./logFileOf.ts";
import { isSameStamp, stampLog } from "./logStamp.ts";
import { OpenStore } from "./openStore.ts";
import { addSkips } from "./readLog.ts";

/**
 * Reads what is new in another program's database, from where `cursor` stands if it is still the same one.
 * @throws StoreFault or the file system's error where it cannot be read; what was handed over until then stands
 */
export function* ingestStore(
  log: FoundLog,
  format: StoreFormat,
  cursor: FileCursor | undefined,
  tools: IngestLogTools,
): Generator<IngestedPiece, void, undefined> {
  // Stamped before it is read, so that what is written meanwhile shows as a change.
  const stamp = stampLog(log.path, format.kind);
  const { source } = log;
  if (stamp === undefined) return;
  const isSame =
    cursor?.parserVersion === source.parserVersion && cursor.identity === stamp.identity && cursor.format === format.id;
  const known = isSame ? cursor : undefined;
  if (known !== undefined && isSameStamp(known, stamp)) return;
  let state: ParserState = known?.state ?? {};
  let records = known?.records ?? 0;
  let skipped = known?.skipped ?? {};
  const changeAt = (read: number, newRecords: IngestedPiece["change"]["records"]): IngestedPiece["change"] => ({
    cursor: {
      sourceId: source.id,
      path: log.path,
      format: format.id,
      identity: stamp.identity,
      // Nothing until all was read, so that a store whose reading is cut short is found changed by the next sweep.
      size: read,
      mtimeMs: stamp.mtimeMs,
      offset: read,
      fingerprint: "",
      state,
      parserVersion: source.parserVersion,
      records,
      skipped,
    },
    records: newRecords,
  });
  const store = new OpenStore(log.path);
  try {
    for (const piece of format.read(store, state, logFileOf(log), tools)) {
      ({ state } = piece);
      records += piece.records.length;
      skipped = addSkips(skipped, piece.skipped);
      yield { change: changeAt(0, countSamples(piece.records, tools)), bytes: 0 };
    }
  } finally {
    store.close();
  }
  yield { change: changeAt(stamp.size, []), bytes: Math.max(0, stamp.size - (known?.offset ?? 0)) };
}
