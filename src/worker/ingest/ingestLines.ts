import { closeSync, fstatSync, openSync } from "node:fs";
import { fileIdentity } from "../fileIdentity.ts";
import type { FileCursor } from "../ledger/fileCursor.ts";
import type { FileChange } from "../ledger/ledgerWriter.ts";
import type { LineFormat, LineParser } from "../../sources/source.ts";
import { countSamples } from "./countSamples.ts";
import type { FoundLog } from "./findLogs.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { IngestedPiece } from "./ingestedPiece.ts";
import type { IngestLogTools } from "./ingestLogTools.ts";
import { logFileOf } from "./logFileOf.ts";
import { CAN_READ_ZSTD, readCompressedLog } from "./readCompressedLog.ts";
import { OPEN_AT_ONCE, readLog, type ReadBuffer, type ReadPosition } from "./readLog.ts";

/**
 * Reads what is new in a log, from where `cursor` stands if the log is still the one it was, else from the start.
 * Rejects with the file system's error where the log cannot be read.
 */
export async function* ingestLines(
  log: FoundLog,
  { id: format, parser }: LineFormat,
  cursor: FileCursor | undefined,
  tools: IngestLogTools,
): AsyncGenerator<IngestedPiece, void, undefined> {
  const descriptor = openSync(log.path, OPEN_AT_ONCE);
  try {
    const stat = fstatSync(descriptor);
    // Something else has taken its place since it was found.
    if (!stat.isFile()) return;
    const identity = fileIdentity(stat);
    const { source } = log;
    const resumable = cursor !== undefined && canResume(descriptor, cursor, identity, stat.size, source.parserVersion);
    const start: ReadPosition = resumable
      ? cursor
      : { offset: 0, state: parser.start(logFileOf(log)), records: 0, skipped: {} };
    // `size` is what was read to, so that a log whose reading is cut short is found changed by the next sweep.
    const changeAt = (position: ReadPosition, size: number, records: FileChange["records"]): FileChange => ({
      cursor: {
        sourceId: source.id,
        path: log.path,
        format,
        identity,
        size,
        mtimeMs: stat.mtimeMs,
        offset: position.offset,
        fingerprint: fingerprintOf(descriptor, position.offset),
        state: position.state,
        parserVersion: source.parserVersion,
        records: position.records,
        skipped: position.skipped,
      },
      records,
    });
    let position: ReadPosition | undefined;
    for await (const piece of piecesOf(log, parser, descriptor, start, stat.size, tools.buffer)) {
      ({ position } = piece);
      yield { change: changeAt(position, position.offset, countSamples(piece.records, tools)), bytes: piece.bytes };
    }
    // What follows the last newline was looked at too, or the file was only touched: remember that it was read to its end.
    if (position?.offset !== stat.size) yield { change: changeAt(position ?? start, stat.size, []), bytes: 0 };
  } finally {
    closeSync(descriptor);
  }
}

function canResume(
  descriptor: number,
  cursor: FileCursor,
  identity: string,
  size: number,
  parserVersion: number,
): boolean {
  return (
    cursor.identity === identity &&
    cursor.parserVersion === parserVersion &&
    cursor.offset <= size &&
    cursor.fingerprint === fingerprintOf(descriptor, cursor.offset)
  );
}

function piecesOf(
  log: FoundLog,
  parser: LineParser,
  descriptor: number,
  start: ReadPosition,
  size: number,
  buffer: ReadBuffer,
) {
  if (!log.path.endsWith(".zst")) return readLog(descriptor, parser, start, size, buffer);
  // Read from its start whenever it changed, as compressed bytes cannot be read on from their middle.
  const fresh: ReadPosition = { offset: 0, state: parser.start(logFileOf(log)), records: 0, skipped: {} };
  return CAN_READ_ZSTD ? readCompressedLog(log.path, parser, fresh, size) : [];
}
