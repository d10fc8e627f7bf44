import type { DatabaseSync } from "node:sqlite";
import type { SkipCounts } from "../../core/usageRecord.ts";
import type { ParserState } from "../../sources/source.ts";
import { numberIn, textIn } from "./database.ts";
import type { FileCursor } from "./fileCursor.ts";

/** What the ledger knows of a file, short of the parts that are only needed to read on. */
export interface KnownFile {
  readonly id: number;
  readonly sourceId: string;
  readonly path: string;
  readonly identity: string;
  readonly size: number;
  readonly mtimeMs: number;
  readonly offset: number;
  readonly parserVersion: number;
  readonly vanished: boolean;
}

/** Every file the ledger has read, by `keyOfFile`. */
export function knownFiles(database: DatabaseSync): Map<string, KnownFile> {
  const files = new Map<string, KnownFile>();
  const rows = database
    .prepare(
      `SELECT file.id, source.name AS source_name, path, identity, size, mtime_ms, read_offset, parser_version, vanished
       FROM file JOIN source ON source.id = file.source`,
    )
    .iterate();
  for (const row of rows) {
    const file: KnownFile = {
      id: numberIn(row, "id"),
      sourceId: textIn(row, "source_name"),
      path: textIn(row, "path"),
      identity: textIn(row, "identity"),
      size: numberIn(row, "size"),
      mtimeMs: numberIn(row, "mtime_ms"),
      offset: numberIn(row, "read_offset"),
      parserVersion: numberIn(row, "parser_version"),
      vanished: numberIn(row, "vanished") === 1,
    };
    files.set(keyOfFile(file.sourceId, file.path), file);
  }
  return files;
}

export function keyOfFile(sourceId: string, path: string): string {
  return `${sourceId}\n${path}`;
}

/** The whole cursor of a file, to read on from; `undefined` where the file was never read. */
export function cursorOf(database: DatabaseSync, sourceId: string, path: string): FileCursor | undefined {
  const row = database
    .prepare("SELECT file.* FROM file JOIN source ON source.id = file.source WHERE source.name = ? AND path = ?")
    .get(sourceId, path);
  if (row === undefined) return undefined;
  return {
    sourceId,
    path,
    format: textIn(row, "format"),
    identity: textIn(row, "identity"),
    size: numberIn(row, "size"),
    mtimeMs: numberIn(row, "mtime_ms"),
    offset: numberIn(row, "read_offset"),
    fingerprint: textIn(row, "fingerprint"),
    // Both are written by LedgerWriter alone.
    state: JSON.parse(textIn(row, "state")) as ParserState,
    parserVersion: numberIn(row, "parser_version"),
    records: numberIn(row, "records"),
    skipped: JSON.parse(textIn(row, "skipped")) as SkipCounts,
  };
}
