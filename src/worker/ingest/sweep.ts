import type { DatabaseSync } from "node:sqlite";
import { isSystemError } from "../isSystemError.ts";
import { cursorOf, keyOfFile, knownFiles, type KnownFile } from "../ledger/fileCursors.ts";
import type { LedgerWriter } from "../ledger/ledgerWriter.ts";
import { findLogs, type FoundLog, type RootToSearch, type Search, type UnreadablePath } from "./findLogs.ts";
import { IngestBatch, type IngestTools } from "./ingestBatch.ts";
import { ingestLog } from "./ingestLog.ts";
import type { IngestLogTools } from "./ingestLogTools.ts";
import { isSameStamp } from "./logStamp.ts";
import { StoreFault } from "./openStore.ts";
import { CAN_READ_ZSTD } from "./readCompressedLog.ts";

export interface SweepOutcome {
  readonly search: Search;
  readonly changedFiles: number;
  readonly bytes: number;
  readonly newCalls: number;
  /** Logs that are there but may not be read, or whose reading failed. */
  readonly unreadable: readonly UnreadablePath[];
}

export interface SweepTools extends IngestTools, IngestLogTools {
  readonly database: DatabaseSync;
}

/** Brings the ledger up to date with every log below the roots. With `everything` logs are read from their start. */
export async function sweep(
  roots: readonly RootToSearch[],
  everything: boolean,
  tools: SweepTools,
): Promise<SweepOutcome> {
  const search = findLogs(roots);
  const sources = new Set(roots.map((root) => root.source));
  for (const source of sources) tools.writer.noteParser(source.id, source.parserVersion);
  const known = knownFiles(tools.database);
  const changed = search.logs.filter((log) => {
    const file = known.get(keyOfFile(log.source.id, log.path));
    return everything || file === undefined || isChanged(log, file);
  });
  const outcome = await ingestLogs(changed, everything, tools, known);
  noteVanished(search, known, tools.writer);
  for (const source of sources) {
    // Not before every log of it that exists was read by today's parser.
    if (outcome.unreadable.some((log) => log.source === source)) continue;
    tools.writer.dropOutdated(source.id, source.parserVersion);
  }
  return { ...outcome, search, changedFiles: changed.length };
}

/**
 * Reads the logs given, newest first, so that today's figures are right long before an old home has been read through.
 */
export async function ingestLogs(
  logs: readonly FoundLog[],
  everything: boolean,
  tools: SweepTools,
  known: ReadonlyMap<string, KnownFile>,
): Promise<Pick<SweepOutcome, "bytes" | "newCalls" | "unreadable">> {
  const queue = logs.toSorted((a, b) => b.mtimeMs - a.mtimeMs);
  const totalBytes = queue.reduce((sum, log) => sum + bytesToRead(log, everything ? undefined : known), 0);
  const batch = new IngestBatch(tools, { totalBytes, totalFiles: queue.length });
  const unreadable: UnreadablePath[] = [];
  for (const log of queue) {
    const file = known.get(keyOfFile(log.source.id, log.path));
    // Before its first new record is stored, so that nothing outdated is forgotten if this process ends on the way.
    if (file !== undefined) tools.writer.noteParser(log.source.id, file.parserVersion);
    const cursor = file !== undefined && !everything ? cursorOf(tools.database, log.source.id, log.path) : undefined;
    try {
      for await (const piece of ingestLog(log, cursor, tools)) await batch.add(piece);
    } catch (error) {
      // Gone, forbidden or failing: its last cursor stands, and the next sweep tries again.
      // Faults of the ledger and of ours are no faults of the log.
      if (error instanceof StoreFault) unreadable.push({ source: log.source, path: log.path, isStore: true });
      else if (!isSystemError(error)) throw error;
      else if (error.code !== "ENOENT") unreadable.push({ source: log.source, path: log.path });
    }
    batch.endFile();
  }
  await batch.end();
  return { bytes: batch.bytes, newCalls: batch.newCalls, unreadable };
}

function isChanged(log: FoundLog, file: KnownFile): boolean {
  return (
    !isSameStamp(log, file) ||
    log.source.parserVersion !== file.parserVersion ||
    // Seen by a Node that could not read it.
    (CAN_READ_ZSTD && log.path.endsWith(".zst") && file.offset < file.size)
  );
}

function bytesToRead(log: FoundLog, known: ReadonlyMap<string, KnownFile> | undefined): number {
  const file = known?.get(keyOfFile(log.source.id, log.path));
  return file === undefined || file.offset > log.size ? log.size : log.size - file.offset;
}

function noteVanished(search: Search, known: ReadonlyMap<string, KnownFile>, writer: LedgerWriter): void {
  const found = new Set(search.logs.map((log) => keyOfFile(log.source.id, log.path)));
  const isUnknown = (path: string): boolean => search.unreadable.some((unreadable) => path.startsWith(unreadable.path));
  const vanished: number[] = [];
  const returned: number[] = [];
  for (const [key, file] of known) {
    if (found.has(key)) {
      if (file.vanished) returned.push(file.id);
    } else if (!file.vanished && !isUnknown(file.path)) vanished.push(file.id);
  }
  writer.markVanished(vanished, returned);
}
