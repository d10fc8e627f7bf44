import {
  closeSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { CallRecord } from "../../core/usageRecord.ts";
import { SPOOL_EXTENSION, spoolLines } from "../../otel/spoolFormat.ts";
import type { SourceId } from "../../sources/source.ts";
import { isSystemError } from "../isSystemError.ts";
import { spoolFolder } from "./spoolFolder.ts";

export interface SpoolLimits {
  /** A file that has grown to this is followed by a new one. */
  readonly fileBytes: number;
  /** Files of one assistant beyond this are deleted, oldest first, once the ledger has them. */
  readonly keptBytes: number;
  /** With so much that the ledger does not have, nothing more is taken. */
  readonly unreadBytes: number;
}

export const SPOOL_LIMITS: SpoolLimits = {
  fileBytes: 4 * 1024 * 1024,
  keptBytes: 32 * 1024 * 1024,
  unreadBytes: 64 * 1024 * 1024,
};

/** Only the user may read it: it names sessions. */
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

export interface CallSpoolOptions {
  readonly ledgerFolder: string;
  /** Part of the names of this process's files: no other appends to them. */
  readonly owner: string;
  /** How much of a file the ledger has read. */
  readonly readTo: (source: SourceId, path: string) => number;
  readonly clock: () => number;
  readonly limits?: SpoolLimits;
}

interface OpenFile {
  readonly path: string;
  readonly descriptor: number;
  bytes: number;
}

/**
 * Writes received calls down before they are acknowledged, one file after the other for each assistant. What is written is
 * with the system at once and outlives this process; the ledger reads it like any log.
 */
export class CallSpool {
  readonly #options: CallSpoolOptions;
  readonly #limits: SpoolLimits;
  readonly #open = new Map<SourceId, OpenFile>();
  #files = 0;

  constructor(options: CallSpoolOptions) {
    this.#options = options;
    this.#limits = options.limits ?? SPOOL_LIMITS;
  }

  /**
   * Writes calls of one assistant down.
   * @returns the file they are in; `undefined` where they cannot be kept now: nothing of them is then
   */
  append(source: SourceId, calls: readonly CallRecord[]): string | undefined {
    let file: OpenFile | undefined;
    try {
      file = this.#fileOf(source);
      if (file === undefined) return undefined;
      const lines = Buffer.from(spoolLines(calls));
      for (let done = 0; done < lines.length;) done += writeSync(file.descriptor, lines, done);
      file.bytes += lines.length;
      return file.path;
    } catch (error) {
      if (!isSystemError(error)) throw error;
      // A full disk, say. What was written in part is taken back; where not even that works, a new file is begun.
      if (file !== undefined) this.#undo(source, file);
      return undefined;
    }
  }

  #fileOf(source: SourceId): OpenFile | undefined {
    const current = this.#open.get(source);
    if (current !== undefined) {
      if (current.bytes < this.#limits.fileBytes && isInPlace(current)) return current;
      this.#close(source, current);
    }
    const named = spoolFolder(this.#options.ledgerFolder, source);
    mkdirSync(named, { recursive: true, mode: PRIVATE_FOLDER });
    // The ledger knows files by their real paths.
    const folder = realpathSync.native(named);
    if (!this.#makeRoom(source, folder)) return undefined;
    this.#files += 1;
    // Ordered by time, whoever writes them.
    const name = `${this.#options.clock()}-${this.#options.owner}-${this.#files}${SPOOL_EXTENSION}`;
    const path = join(folder, name);
    const file = { path, descriptor: openSync(path, "ax", PRIVATE_FILE), bytes: 0 };
    this.#open.set(source, file);
    return file;
  }

  /** Deletes what the ledger has, down to the limit; answers whether there is room for another file. */
  #makeRoom(source: SourceId, folder: string): boolean {
    let kept = 0;
    let unread = 0;
    const names = readdirSync(folder).filter((name) => name.endsWith(SPOOL_EXTENSION));
    for (const name of names.toSorted().toReversed()) {
      const path = join(folder, name);
      const { size } = statSync(path);
      const isRead = this.#options.readTo(source, path) >= size;
      kept += size;
      if (!isRead) unread += size;
      else if (kept > this.#limits.keptBytes) rmSync(path, { force: true });
    }
    return unread <= this.#limits.unreadBytes;
  }

  #undo(source: SourceId, file: OpenFile): void {
    try {
      ftruncateSync(file.descriptor, file.bytes);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      this.#close(source, file);
    }
  }

  #close(source: SourceId, { descriptor }: OpenFile): void {
    this.#open.delete(source);
    closeSync(descriptor);
  }

  /** Safe twice. */
  close(): void {
    for (const [source, file] of this.#open) this.#close(source, file);
  }
}

/** Whether an open file is still the one of its name: a folder that was deleted takes its files along. */
function isInPlace({ path, descriptor }: OpenFile): boolean {
  const named = statSync(path, { throwIfNoEntry: false });
  return named !== undefined && named.ino === fstatSync(descriptor).ino;
}
