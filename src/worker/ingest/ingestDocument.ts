import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { DocumentFormat, ReadRecords, ReadTools } from "../../sources/source.ts";
import type { FileCursor } from "../ledger/fileCursor.ts";
import { countSamples } from "./countSamples.ts";
import type { FoundLog } from "./findLogs.ts";
import type { IngestedPiece } from "./ingestedPiece.ts";
import type { IngestLogTools } from "./ingestLogTools.ts";
import { logFileOf } from "./logFileOf.ts";
import { isSameStamp, stampLog } from "./logStamp.ts";
import { OPEN_AT_ONCE } from "./readLog.ts";

/** Largest document that is read: it takes its size in memory, and as much again for its text. */
export const MAX_DOCUMENT_BYTES = 64 * 1024 * 1024;

/**
 * Reads a document whole where it has changed since `cursor`.
 * @throws the file system's error where it cannot be read
 */
export function* ingestDocument(
  log: FoundLog,
  format: DocumentFormat,
  cursor: FileCursor | undefined,
  tools: IngestLogTools,
): Generator<IngestedPiece, void, undefined> {
  // Stamped before it is read, so that what is written meanwhile shows as a change.
  const stamp = stampLog(log.path, format.kind);
  const { source } = log;
  if (stamp === undefined) return;
  if (cursor !== undefined && cursor.parserVersion === source.parserVersion && isSameStamp(cursor, stamp)) return;
  const { records, skipped } = readWhole(log, format, tools);
  yield {
    change: {
      cursor: {
        sourceId: source.id,
        path: log.path,
        format: format.id,
        ...stamp,
        offset: stamp.size,
        fingerprint: "",
        state: {},
        parserVersion: source.parserVersion,
        records: records.length,
        skipped,
      },
      records: countSamples(records, tools),
    },
    bytes: stamp.size,
  };
}

function readWhole(log: FoundLog, format: DocumentFormat, tools: ReadTools): ReadRecords {
  const document = readBytes(log.path);
  if (document === undefined) return { records: [], skipped: { "file-too-large": 1 } };
  return format.read(document, logFileOf(log), tools);
}

function readBytes(path: string): Buffer | undefined {
  const descriptor = openSync(path, OPEN_AT_ONCE);
  try {
    const { size } = fstatSync(descriptor);
    if (size > MAX_DOCUMENT_BYTES) return undefined;
    const bytes = Buffer.allocUnsafe(size);
    let filled = 0;
    while (filled < size) {
      const got = readSync(descriptor, bytes, filled, size - filled, filled);
      // Shorter than it was a moment ago: it has changed, and is read again.
      if (got === 0) break;
      filled += got;
    }
    return bytes.subarray(0, filled);
  } finally {
    closeSync(descriptor);
  }
}
